// Command own-enum has enums whose own methods write and read text.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/own"
)

type ticket struct {
	State   own.State             `json:"state"`
	Before  []own.State           `json:"before"`
	Maybe   *own.State            `json:"maybe,omitempty"`
	Colour  own.Colour            `json:"colour"`
	Colours map[string]own.Colour `json:"colours"`
}

func main() {
	lambda.Start(func(t ticket) (ticket, error) { return t, nil })
}
