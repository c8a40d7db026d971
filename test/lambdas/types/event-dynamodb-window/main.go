// Command event-dynamodb-window reads a table's stream by windows of time.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(e events.DynamoDBTimeWindowEvent) (events.DynamoDBTimeWindowEventResponse, error) {
		return events.DynamoDBTimeWindowEventResponse{}, nil
	})
}
