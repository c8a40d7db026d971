// Command new-handler-with-options makes a Handler that refuses unknown fields.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

func handle(l orders.Line) (orders.Line, error) { return l, nil }

func main() {
	lambda.Start(lambda.NewHandlerWithOptions(handle, lambda.WithDisallowUnknownFields(true)))
}
