package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func price(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func run(handler any) {
	switch h := handler.(type) {
	case func(string) error:
		lambda.Start(h)
	case func(orders.Order) (orders.Receipt, error):
		lambda.Start(h)
	}
}

func main() { run(price) }
