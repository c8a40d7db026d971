package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type starter interface{ Start(handler any) }

type onLambda struct{}

func (onLambda) Start(handler any) { lambda.Start(handler) }

// typed has a Start as well, but it is not that of a starter, and nobody calls it.
type typed[In, Out any] struct {
	run func(context.Context, In) (Out, error)
}

func (t typed[In, Out]) Start() { lambda.Start(t.run) }

type server struct{ starter starter }

func (s *server) serve(handler any) { s.starter.Start(handler) }

func price(ctx context.Context, order orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

func main() {
	s := &server{onLambda{}}
	s.serve(price)
}
