// Command event-kinesis-window reads a stream by windows of time.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(e events.KinesisTimeWindowEvent) (*events.KinesisTimeWindowEventResponse, error) { return nil, nil })
}
