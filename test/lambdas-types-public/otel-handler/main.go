package main

import (
	"context"

	"public/events"

	"github.com/aws/aws-lambda-go/lambda"
	"go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda"
)

func startTraced[X, Y any](work func(ctx context.Context, event X) (Y, error)) {
	lambda.Start(otellambda.WrapHandler(lambda.NewHandler(logged[X, Y](work))))
}

func logged[X, Y any](work func(context.Context, X) (Y, error)) func(context.Context, X) (Y, error) {
	return func(ctx context.Context, event X) (Y, error) {
		println("called")
		return work(ctx, event)
	}
}

func deliver(ctx context.Context, n *events.Notification) (events.Delivery, error) {
	return events.Delivery{}, nil
}

func main() { startTraced(deliver) }
