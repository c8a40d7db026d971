// Command three-orders has an Order of its own beside two others, and generic types of them.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/billing"
	"lambdas/types/internal/orders"
	"lambdas/types/internal/page"
)

type Order struct {
	Shop   *orders.Order                    `json:"shop"`
	Bill   *billing.Order                   `json:"bill"`
	Shops  page.Page[orders.Order]          `json:"shops"`
	Bills  page.Page[billing.Order]         `json:"bills"`
	Own    page.Page[*Order]                `json:"own"`
	Status map[orders.Status]billing.Status `json:"status"`
}

func main() {
	lambda.Start(func(o Order) (Order, error) { return o, nil })
}
