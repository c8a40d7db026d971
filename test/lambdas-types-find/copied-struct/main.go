package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type options struct {
	handler any
}

func (o options) with(handler any) options {
	o.handler = handler
	return o
}

type app struct {
	options
}

func price(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func main() {
	first := app{options{}.with(price)}
	second := first
	lambda.Start((&second).handler)
}
