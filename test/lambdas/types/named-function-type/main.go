// Command named-function-type has a type for handlers.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

type Handler func(ctx context.Context, l orders.Line) (*orders.Order, error)

func (h Handler) With(name string) Handler {
	return func(ctx context.Context, l orders.Line) (*orders.Order, error) {
		return h(ctx, l)
	}
}

func handle(ctx context.Context, l orders.Line) (*orders.Order, error) {
	return nil, nil
}

func main() {
	lambda.Start(Handler(handle).With("log"))
}
