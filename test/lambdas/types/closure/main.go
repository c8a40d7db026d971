// Command closure starts what a function gives back.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Amount int `json:"amount"`
}

func newHandler(limit int) func(context.Context, request) (bool, error) {
	return func(ctx context.Context, r request) (bool, error) {
		return r.Amount <= limit, nil
	}
}

func main() {
	lambda.Start(newHandler(10))
}
