// Command start-with-context starts with a context of its own.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/billing"
)

func handle(ctx context.Context, o billing.Order) (*billing.Order, error) { return &o, nil }

func main() {
	lambda.StartWithContext(context.Background(), handle)
}
