package main

import (
	"context"
	"os"
	"plugin"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type pricer interface {
	// Price prices an order.
	Price(ctx context.Context, order orders.Order) (orders.Receipt, error)
}

func start(p pricer) { lambda.Start(p.Price) }

func main() {
	p, err := plugin.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	found, err := p.Lookup("Pricer")
	if err != nil {
		panic(err)
	}
	start(found.(pricer))
}
