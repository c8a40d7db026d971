// Command event-kinesis-analytics takes what an analysis gives.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(e events.KinesisAnalyticsOutputDeliveryEvent) (events.KinesisAnalyticsOutputDeliveryResponse, error) {
		return events.KinesisAnalyticsOutputDeliveryResponse{}, nil
	})
}
