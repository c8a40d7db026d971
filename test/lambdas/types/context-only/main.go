// Command context-only takes its context.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

func handle(ctx context.Context) (string, error) {
	lc, _ := lambdacontext.FromContext(ctx)
	return lc.AwsRequestID, nil
}

func main() {
	lambda.Start(handle)
}
