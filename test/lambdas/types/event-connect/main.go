// Command event-connect answers telephone calls.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, e events.ConnectEvent) (events.ConnectResponse, error) { return nil, nil })
}
