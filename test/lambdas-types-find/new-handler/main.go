package main

import (
	"context"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context, order orders.Order) error { return nil }

func main() {
	ctx := context.Background()
	handler := lambda.NewHandlerWithOptions(handle, lambda.WithContext(ctx))
	lambda.StartHandlerWithContext(ctx, handler)
}
