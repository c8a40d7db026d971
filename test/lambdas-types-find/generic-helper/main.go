package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type envelope[T any] struct {
	Detail T `json:"detail"`
}

func serve[In, Out any](work func(context.Context, In) (Out, error)) {
	run(func(ctx context.Context, in envelope[In]) (map[string]Out, error) {
		out, err := work(ctx, in.Detail)
		return map[string]Out{"result": out}, err
	})
}

func run(handler any) { lambda.StartWithOptions(handler) }

func price(ctx context.Context, order orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

func main() {
	serve(price)
}
