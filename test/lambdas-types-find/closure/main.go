package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	greeting := func() string { return "hello" }
	lambda.Start(func(order orders.Order) (string, error) {
		return greeting() + order.ID, nil
	})
}
