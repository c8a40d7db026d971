// Command method-of-interface starts a method of an interface.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

type Handler interface {
	Handle(ctx context.Context, l orders.Line) (orders.Status, error)
}

type real struct{}

func (real) Handle(ctx context.Context, l orders.Line) (orders.Status, error) {
	return orders.Paid, nil
}

func main() {
	var h Handler = real{}
	lambda.Start(h.Handle)
}
