package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type function struct {
	handler     any
	middlewares []func(any) any
}

func (f *function) use(middleware func(any) any) *function {
	f.middlewares = append(f.middlewares, middleware)
	return f
}

func (f *function) handle(handler any) *function {
	f.handler = handler
	return f
}

func (f *function) start() {
	handler := f.handler
	for _, middleware := range f.middlewares {
		handler = middleware(handler)
	}
	lambda.Start(handler)
}

func same(handler any) any { return handler }

func price(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func main() { new(function).use(same).handle(price).start() }
