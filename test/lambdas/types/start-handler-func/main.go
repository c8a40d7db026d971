// Command start-handler-func starts a function whose shape the compiler checks.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Values []float64 `json:"values"`
}

type response struct {
	Mean *float64 `json:"mean"`
}

func main() {
	lambda.StartHandlerFunc(func(ctx context.Context, r request) (response, error) {
		return response{}, nil
	})
}
