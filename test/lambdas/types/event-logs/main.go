// Command event-logs reads what others logged.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, e events.CloudwatchLogsEvent) (events.CloudwatchLogsData, error) {
		return e.AWSLogs.Parse()
	})
}
