package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type service[In, Out any] struct {
	work func(In) Out
}

func (s *service[In, Out]) handle(ctx context.Context, in In) (Out, error) { return s.work(in), nil }

func (s *service[In, Out]) start() { lambda.Start(s.handle) }

func main() {
	s := &service[orders.Order, []orders.Receipt]{work: func(orders.Order) []orders.Receipt { return nil }}
	s.start()
}
