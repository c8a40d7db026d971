package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

var (
	start   = lambda.Start
	handler any
)

func init() {
	register(func(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil })
}

func register(h any) { handler = h }

func main() { start(handler) }
