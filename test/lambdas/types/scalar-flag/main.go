// Command scalar-flag takes a number and gives a flag.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, number float64) (bool, error) { return number > 0, nil })
}
