// Command no-response gives nothing.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

func handle(ctx context.Context, l orders.Line) error {
	return nil
}

func main() {
	lambda.Start(handle)
}
