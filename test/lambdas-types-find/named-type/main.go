package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type handlerOf = func(context.Context, orders.Order) (orders.Receipt, error)

type handler handlerOf

func handle(ctx context.Context, order orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

func main() {
	var h any = handler(handle)
	lambda.Start(h)
}
