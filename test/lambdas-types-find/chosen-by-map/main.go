package main

import (
	"os"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

var handlers = map[string]any{
	"price": price,
}

func init() {
	handlers["refund"] = refund
}

func price(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func refund(order orders.Order) (orders.Refund, error) { return orders.Refund{}, nil }

func main() {
	handler, ok := handlers[os.Getenv("HANDLER")]
	if !ok {
		os.Exit(1)
	}
	lambda.Start(handler)
}
