// Command generic-handler has a handler that is an instance of a generic function.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/page"
)

type Create struct {
	Name string `json:"name"`
}

type Created struct {
	ID int `json:"id"`
}

func handle[In, Out any](ctx context.Context, in In) (page.Optional[Out], error) {
	return page.Optional[Out]{}, nil
}

func main() {
	lambda.Start(handle[Create, Created])
}
