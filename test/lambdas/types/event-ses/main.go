// Command event-ses reads mail.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(e events.SimpleEmailEvent) (events.SimpleEmailDisposition, error) {
		return events.SimpleEmailDisposition{Disposition: events.SimpleEmailContinue}, nil
	})
}
