package main

import (
	"context"
	"log"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func logged[In, Out any](next func(context.Context, In) (Out, error)) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (Out, error) {
		log.Println("called")
		return next(ctx, in)
	}
}

func handle(ctx context.Context, order orders.Order) ([]orders.Receipt, error) { return nil, nil }

func main() {
	lambda.Start(logged(logged(handle)))
}
