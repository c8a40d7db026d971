// Command unsupported-keys has maps whose keys cannot be names.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type answer struct {
	Name   string          `json:"name"`
	Floats map[float64]int `json:"floats,omitempty"`
	Bools  map[bool]string `json:"bools,omitempty"`
}

func main() {
	lambda.Start(func() (answer, error) { return answer{}, nil })
}
