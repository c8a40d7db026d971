// Command event-cognito-sync answers what data sets say.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(e events.CognitoEvent) (events.CognitoEvent, error) { return e, nil })
}
