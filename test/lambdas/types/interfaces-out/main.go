// Command interfaces-out answers with interfaces: what is in them decides.
package main

import (
	"fmt"

	"github.com/aws/aws-lambda-go/lambda"
)

// Shape is one of several.
type Shape interface {
	String() string
}

type Square struct {
	Side float64 `json:"side"`
}

func (s Square) String() string { return "square" }

type answer struct {
	Shape  Shape            `json:"shape"`
	Shapes []Shape          `json:"shapes"`
	Cause  error            `json:"cause,omitempty"`
	Text   fmt.Stringer     `json:"text"`
	ByName map[string]Shape `json:"byName"`
}

func handle(side float64) (answer, error) {
	return answer{Shape: Square{side}}, nil
}

func main() {
	lambda.Start(handle)
}
