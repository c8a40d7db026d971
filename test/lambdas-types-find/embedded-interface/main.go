package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type pricer interface {
	Price(context.Context, orders.Order) (orders.Receipt, error)
}

type flat struct{}

func (flat) Price(ctx context.Context, order orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

type server struct {
	pricer
}

func main() {
	s := server{flat{}}
	lambda.Start(s.Price)
}
