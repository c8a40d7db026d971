package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func serve[In, Out any](work func(In) Out) {
	type list []Out
	type envelope struct {
		Detail In `json:"detail"`
	}
	lambda.Start(func(ctx context.Context, e envelope) (list, error) {
		return list{work(e.Detail)}, nil
	})
}

func main() {
	serve(func(orders.Order) orders.Receipt { return orders.Receipt{} })
}
