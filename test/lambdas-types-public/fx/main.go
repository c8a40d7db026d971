package main

import (
	"context"

	"public/events"

	"github.com/aws/aws-lambda-go/lambda"
	"go.uber.org/fx"
)

type store struct{}

type handler struct {
	store *store
}

func newHandler(s *store) *handler { return &handler{s} }

func (h *handler) handle(ctx context.Context, n events.Notification) (events.Delivery, error) {
	return events.Delivery{}, nil
}

func start(h *handler) { lambda.Start(h.handle) }

func main() {
	fx.New(
		fx.Provide(newHandler, func() *store { return &store{} }),
		fx.Invoke(start),
	).Run()
}
