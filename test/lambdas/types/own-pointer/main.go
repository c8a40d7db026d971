// Command own-pointer has a type whose methods are those of its pointer.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/own"
)

type article struct {
	Value   own.Tags            `json:"value"`
	Pointer *own.Tags           `json:"pointer"`
	Slice   []own.Tags          `json:"slice"`
	Map     map[string]own.Tags `json:"map"`
}

func main() {
	lambda.Start(func(a article) (article, error) { return a, nil })
}
