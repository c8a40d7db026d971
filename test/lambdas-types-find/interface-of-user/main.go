package main

import (
	"context"
	"os"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type endpoint interface {
	Handler() any
}

type pricing struct{}

func (pricing) Handler() any { return price }

type refunding struct {
	refund func(context.Context, orders.Order) (orders.Refund, error)
}

func (r *refunding) Handler() any { return r.refund }

func price(ctx context.Context, order orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

func refund(ctx context.Context, order orders.Order) (orders.Refund, error) {
	return orders.Refund{}, nil
}

func choose() endpoint {
	if os.Getenv("REFUND") != "" {
		return &refunding{refund: refund}
	}
	return pricing{}
}

func main() {
	lambda.Start(choose().Handler())
}
