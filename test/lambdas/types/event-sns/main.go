// Command event-sns reads notifications.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, e events.SNSEvent) ([]events.CloudWatchAlarmSNSPayload, error) {
		return nil, nil
	})
}
