// Command wrapped passes its handler through a wrapper.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/service"
)

type request struct {
	Name string `json:"name"`
}

func handle(ctx context.Context, r request) (map[string]string, error) {
	return map[string]string{"name": r.Name}, nil
}

func main() {
	lambda.Start(service.Logged(service.Logged(handle)))
}
