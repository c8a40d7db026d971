package main

import (
	"context"
	"log"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type logged struct {
	next lambda.Handler
}

func (l logged) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	log.Printf("%d bytes", len(payload))
	answer, err := l.next.Invoke(ctx, payload)
	if err != nil {
		return nil, err
	}
	return answer, nil
}

type handlerFunc func(ctx context.Context, payload []byte) ([]byte, error)

func (h handlerFunc) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	return h(ctx, payload)
}

func traced(next lambda.Handler) lambda.Handler {
	return handlerFunc(func(ctx context.Context, payload []byte) ([]byte, error) {
		return next.Invoke(ctx, payload)
	})
}

func handle(ctx context.Context, order orders.Order) (orders.Receipt, error) {
	return orders.Receipt{}, nil
}

func main() {
	lambda.StartHandler(traced(logged{lambda.NewHandler(handle)}))
}
