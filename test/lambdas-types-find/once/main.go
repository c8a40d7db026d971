package main

import (
	"sync"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type lazy struct {
	once    sync.Once
	handler any
}

func (l *lazy) get() any {
	l.once.Do(func() {
		l.handler = l.build()
	})
	return l.handler
}

func (l *lazy) build() any {
	return func(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }
}

func main() {
	var l lazy
	done := make(chan struct{})
	go func() {
		defer close(done)
		lambda.Start(l.get())
	}()
	<-done
}
