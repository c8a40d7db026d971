package main

import (
	"os"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type registry map[string]any

func (r registry) register(name string, handler any) { r[name] = handler }

func (r registry) start(name string) { lambda.Start(r[name]) }

func price(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func refund(order orders.Order) (orders.Refund, error) { return orders.Refund{}, nil }

func main() {
	handlers := registry{}
	handlers.register("price", price)
	handlers.register("refund", refund)
	handlers.start(os.Getenv("HANDLER"))
}
