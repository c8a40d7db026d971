// Command two-orders takes an Order and gives an Order, of two packages.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/billing"
	"lambdas/types/internal/orders"
)

func handle(ctx context.Context, o orders.Order) (billing.Order, error) {
	return billing.Order{}, nil
}

func main() {
	lambda.Start(handle)
}
