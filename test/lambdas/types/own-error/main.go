// Command own-error has an error and a context of types of its own.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

// Context is another name for what every handler takes.
type Context interface {
	context.Context
}

// Failure is an error with a code.
type Failure interface {
	error
	Code() int
}

type request struct {
	Code int `json:"code"`
}

func handle(ctx Context, r request) (orders.Status, Failure) {
	return orders.Open, nil
}

func main() {
	lambda.Start(handle)
}
