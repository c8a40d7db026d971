package main

import (
	"sync"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func serve() { lambda.Start(handle) }

func main() {
	sync.OnceFunc(serve)()
}
