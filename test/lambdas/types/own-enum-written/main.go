// Command own-enum-written has an enum that is written by its name and read as a number.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/own"
)

type task struct {
	Priority own.Priority            `json:"priority"`
	ByName   map[string]own.Priority `json:"byName"`
	Label    own.Label               `json:"label"`
}

func main() {
	lambda.Start(func(t task) (task, error) { return t, nil })
}
