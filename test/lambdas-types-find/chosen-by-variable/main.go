package main

import (
	"context"
	"os"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func price(ctx context.Context, order orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

func refund(ctx context.Context, order orders.Order) (orders.Refund, error) {
	return orders.Refund{}, nil
}

func main() {
	var handler any
	switch os.Getenv("HANDLER") {
	case "price":
		handler = price
	case "refund":
		handler = refund
	default:
		handler = func() error { return nil }
	}
	lambda.Start(handler)
}
