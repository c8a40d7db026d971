package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type base struct{}

func (base) Refund(order orders.Order) (orders.Refund, error) { return orders.Refund{}, nil }

type server struct {
	*base
}

func main() {
	var handler any = server{&base{}}.Refund
	lambda.Start(handler)
}
