// Command event-times has the times and spans of the library's events.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type times struct {
	RFC3339      events.RFC3339EpochTime       `json:"rfc3339"`
	Seconds      events.SecondsEpochTime       `json:"seconds"`
	Milliseconds events.MilliSecondsEpochTime  `json:"milliseconds"`
	Maybe        *events.MilliSecondsEpochTime `json:"maybe,omitempty"`
	WaitSeconds  events.DurationSeconds        `json:"waitSeconds"`
	WaitMinutes  events.DurationMinutes        `json:"waitMinutes"`
	Number       events.CodeBuildNumber        `json:"number"`
	Kafka        events.JSONNumberBytes        `json:"kafka"`
}

func main() {
	lambda.Start(func(t times) (times, error) { return t, nil })
}
