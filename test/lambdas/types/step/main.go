// Command step adds to an event of the library.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type step struct {
	events.APIGatewayProxyRequest
	Attempt int            `json:"attempt"`
	Path    []string       `json:"path"`
	Window  *events.Window `json:"window"`
}

func main() {
	lambda.Start(func(s step) (step, error) { return s, nil })
}
