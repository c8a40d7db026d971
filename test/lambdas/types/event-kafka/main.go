// Command event-kafka reads topics.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(e events.KafkaEvent) (map[string][]events.KafkaRecord, error) { return e.Records, nil })
}
