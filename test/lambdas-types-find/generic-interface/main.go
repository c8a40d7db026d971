package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type useCase[In, Out any] interface {
	Execute(context.Context, In) (Out, error)
}

type pricing struct{}

func (pricing) Execute(ctx context.Context, order orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

func start[In, Out any](u useCase[In, Out]) { lambda.Start(u.Execute) }

func main() { start[orders.Order, orders.Receipt](pricing{}) }
