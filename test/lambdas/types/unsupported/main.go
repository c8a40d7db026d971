// Command unsupported has fields that JSON cannot hold: what has them cannot be answered.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type answer struct {
	Name     string     `json:"name"`
	Done     chan bool  `json:"done"`
	Callback func(int)  `json:"callback"`
	Complex  complex128 `json:"complex"`
}

func main() {
	lambda.Start(func(name string) (answer, error) { return answer{}, nil })
}
