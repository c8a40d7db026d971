package main

import (
	"os"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type route struct {
	name    string
	handler any
}

func price(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func refund(order orders.Order) (orders.Refund, error) { return orders.Refund{}, nil }

func main() {
	routes := []route{{"price", price}}
	routes = append(routes, route{name: "refund", handler: refund})
	for _, r := range routes {
		if r.name == os.Getenv("HANDLER") {
			lambda.Start(r.handler)
		}
	}
}
