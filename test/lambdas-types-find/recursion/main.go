package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func wrapped(handler any, times int) any {
	if times == 0 {
		return handler
	}
	return wrapped(handler, times-1)
}

func even(handler any, n int) {
	if n > 0 {
		odd(handler, n-1)
	}
	lambda.Start(handler)
}

func odd(handler any, n int) { even(handler, n-1) }

func main() {
	var first, second any
	first = second
	second = first
	second = wrapped(func(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }, 3)
	even(first, 4)
}
