package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type config struct {
	handler any
}

type option func(*config)

func withHandler(handler any) option {
	return func(c *config) { c.handler = handler }
}

func run(options ...option) {
	c := &config{}
	for _, o := range options {
		o(c)
	}
	lambda.Start(c.handler)
}

func handle(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func main() { run(withHandler(handle)) }
