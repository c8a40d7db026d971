package main

import (
	"context"
	"os"

	"public/events"

	awslambda "github.com/aws/aws-lambda-go/lambda"
	"go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda"
)

type repository interface {
	Save(context.Context, events.Notification) error
}

type handler struct {
	repository repository
}

func newHandler(r repository) *handler { return &handler{repository: r} }

// handle delivers a notification.
func (h *handler) handle(ctx context.Context, n events.Notification) (events.Delivery, error) {
	return events.Delivery{}, h.repository.Save(ctx, n)
}

type memory struct{}

func (memory) Save(context.Context, events.Notification) error { return nil }

func main() {
	h := newHandler(memory{})
	if os.Getenv("TRACE") == "" {
		awslambda.Start(h.handle)
	} else {
		awslambda.Start(otellambda.InstrumentHandler(h.handle))
	}
}
