package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type event struct {
	orders.Order
}

func (e event) Price() (orders.Receipt, error) { return orders.Receipt{}, nil }

func main() {
	lambda.Start(event.Price)
}
