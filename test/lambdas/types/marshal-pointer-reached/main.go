// Command marshal-pointer-reached answers with a pointer: all in it has an address.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type answer struct {
	Value  level.Word            `json:"value"`
	Array  [1]level.Word         `json:"array"`
	Map    map[string]level.Word `json:"map"`
	Colour level.Colour          `json:"colour"`
	Total  level.Money           `json:"total"`
	Nested struct {
		Word level.Word `json:"word"`
	} `json:"nested"`
}

func main() {
	lambda.Start(func() (*answer, error) { return nil, nil })
}
