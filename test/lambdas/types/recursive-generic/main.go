// Command recursive-generic has a generic type that holds itself.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
	"lambdas/types/internal/page"
)

type answer struct {
	Words page.Tree[string]                  `json:"words"`
	Trees *page.Tree[page.Tree[orders.Line]] `json:"trees"`
}

func main() {
	lambda.Start(func(t page.Tree[int]) (answer, error) { return answer{}, nil })
}
