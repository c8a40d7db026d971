// Command interfaces-in has fields that Go can decode into only if they are null.
package main

import (
	"fmt"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Name  string       `json:"name"`
	Cause error        `json:"cause"`
	Text  fmt.Stringer `json:"text,omitempty"`
}

func main() {
	lambda.Start(func(r request) error { return nil })
}
