package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/nguyengg/golambda/dynamodbevent"
)

func main() {
	dynamodbevent.Start(func(ctx context.Context, event events.DynamoDBEvent) error { return nil })
}
