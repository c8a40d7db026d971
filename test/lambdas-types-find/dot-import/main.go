package main

import (
	"context"

	"find/orders"

	. "github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context) (orders.Refund, error) { return orders.Refund{}, nil }

func main() { Start(NewHandler(handle)) }
