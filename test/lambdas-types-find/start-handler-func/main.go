package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context, order *orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

func main() {
	lambda.StartHandlerFunc(handle, lambda.WithUseNumber(true))
}
