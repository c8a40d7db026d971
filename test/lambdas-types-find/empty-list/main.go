package main

import (
	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type middleware func(any) any

type function struct {
	handler     any
	middlewares []middleware
}

func (f *function) use(m middleware) { f.middlewares = append(f.middlewares, m) }

func (f *function) start(more ...middleware) {
	handler := f.handler
	for _, m := range append(f.middlewares, more...) {
		handler = m(handler)
	}
	lambda.Start(handler)
}

func price(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func main() {
	f := new(function)
	f.handler = price
	f.start()
}
