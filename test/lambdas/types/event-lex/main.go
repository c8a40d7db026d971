// Command event-lex talks.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, e events.LexEvent) (*events.LexResponse, error) { return nil, nil })
}
