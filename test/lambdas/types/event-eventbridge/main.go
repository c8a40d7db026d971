// Command event-eventbridge hears what happens, of any kind.
package main

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, e events.CloudWatchEvent) (json.RawMessage, error) { return e.Detail, nil })
}
