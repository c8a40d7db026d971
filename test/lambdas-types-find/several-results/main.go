package main

import (
	"log"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

func build() (handler any, err error) {
	handler = func(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }
	return
}

func checked(handler any, err error) any {
	if err != nil {
		log.Fatal(err)
	}
	return handler
}

func main() { lambda.Start(checked(build())) }
