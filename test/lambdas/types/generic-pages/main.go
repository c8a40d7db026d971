// Command generic-pages answers with two instances of one generic type.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
	"lambdas/types/internal/page"
)

type answer struct {
	Orders    page.Page[orders.Order]     `json:"orders"`
	Customers page.Page[*orders.Customer] `json:"customers"`
	Words     page.Page[string]           `json:"words"`
}

func main() {
	lambda.Start(func(p page.Page[orders.Line]) (*answer, error) { return nil, nil })
}
