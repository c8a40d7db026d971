// Command event-s3-object-lambda changes objects on their way out.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, e events.S3ObjectLambdaEvent) error { return nil })
}
