// Command raw-bytes is a lambda.Handler that answers exactly the bytes of its payload, JSON or not, also none at all.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type echo struct{}

func (echo) Invoke(_ context.Context, payload []byte) ([]byte, error) {
	return payload, nil
}

func main() {
	lambda.Start(echo{})
}
