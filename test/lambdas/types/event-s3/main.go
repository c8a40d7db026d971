// Command event-s3 reads what happened to objects.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, e events.S3Event) ([]events.S3Object, error) { return nil, nil })
}
