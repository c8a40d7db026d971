// Command unmarshal-only has a type that reads in its own way and is written as it is.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type filter struct {
	Names   level.Flexible  `json:"names"`
	Pointer *level.Flexible `json:"pointer,omitempty"`
}

func main() {
	lambda.Start(func(f filter) (filter, error) { return f, nil })
}
