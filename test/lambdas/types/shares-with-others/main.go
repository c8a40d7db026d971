// Command shares-with-others has what other functions have too.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
	"lambdas/types/internal/page"
)

type request struct {
	Orders []orders.Order          `json:"orders"`
	Pages  page.Page[orders.Order] `json:"pages"`
	Event  *events.SQSMessage      `json:"event"`
}

func main() {
	lambda.Start(func(r request) (orders.Customer, error) { return orders.Customer{}, nil })
}
