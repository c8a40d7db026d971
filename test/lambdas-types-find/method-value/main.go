package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type server struct {
	rate int
}

func newServer() *server { return &server{rate: 2} }

func (s *server) Handle(ctx context.Context, order orders.Order) (*orders.Receipt, error) {
	return &orders.Receipt{Total: s.rate}, nil
}

func main() {
	lambda.Start(newServer().Handle)
}
