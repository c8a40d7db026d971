// Command pointer-at-top takes and gives pointers, nil among them.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Name string `json:"name"`
}

type response struct {
	Greeting string `json:"greeting"`
}

func handle(ctx context.Context, r *request) (*response, error) {
	if r == nil {
		return nil, nil
	}
	return &response{"Hello, " + r.Name}, nil
}

func main() {
	lambda.Start(handle)
}
