package main

import (
	"context"

	"public/events"

	"github.com/nguyengg/golambda/start"
)

func main() {
	start.New[events.Notification, []events.Delivery](func(ctx context.Context, n events.Notification) ([]events.Delivery, error) {
		return nil, nil
	}).Start()
}
