package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle() (orders.Receipt, error) { return orders.Receipt{}, nil }

func main() {
	defer println("stopped")
	lambda.StartWithContext(context.Background(), handle)
}
