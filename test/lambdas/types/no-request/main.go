// Command no-request takes nothing.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type health struct {
	Up      bool    `json:"up"`
	Seconds float64 `json:"seconds"`
}

func main() {
	lambda.Start(func() (health, error) { return health{Up: true}, nil })
}
