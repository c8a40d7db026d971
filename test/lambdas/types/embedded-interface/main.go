// Command embedded-interface answers with an embedded interface, which is a field.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type Describer interface {
	String() string
}

type answer struct {
	Describer
	error
	Code int `json:"code"`
}

func main() {
	lambda.Start(func() (answer, error) {
		return answer{Describer: time.Duration(5)}, nil
	})
}
