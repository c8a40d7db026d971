// Command event-s3-batch works through a batch of objects.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, e events.S3BatchJobEvent) (*events.S3BatchJobResponse, error) {
		return nil, nil
	})
}
