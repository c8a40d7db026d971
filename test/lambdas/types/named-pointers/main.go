// Command named-pointers has types that are pointers.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

type Line *orders.Line

type Counter *int

type basket struct {
	Line    Line     `json:"line"`
	Lines   []Line   `json:"lines"`
	Counter Counter  `json:"counter,omitempty"`
	Nested  *Counter `json:"nested"`
	Quoted  Counter  `json:"quoted,string"`
}

func main() {
	lambda.Start(func(b basket) (basket, error) { return b, nil })
}
