// Command own-unsure has a type that is written and read in two ways: nothing is said of it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/own"
)

type setting struct {
	Name  string     `json:"name"`
	Value own.Either `json:"value"`
}

func main() {
	lambda.Start(func(s setting) (setting, error) { return s, nil })
}
