package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type store interface {
	Save(context.Context, orders.Order) error
}

type memory struct{}

func (memory) Save(context.Context, orders.Order) error { return nil }

func newHandler(s store) func(context.Context, orders.Order) (orders.Receipt, error) {
	return func(ctx context.Context, order orders.Order) (orders.Receipt, error) {
		return orders.Receipt{}, s.Save(ctx, order)
	}
}

func main() { lambda.Start(newHandler(memory{})) }
