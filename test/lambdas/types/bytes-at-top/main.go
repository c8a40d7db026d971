// Command bytes-at-top takes base64 and gives it.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, data []byte) ([]byte, error) { return data, nil })
}
