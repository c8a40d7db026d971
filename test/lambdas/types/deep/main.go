// Command deep nests all kinds of types into one another, many levels down.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
	"lambdas/types/internal/page"
)

type deep struct {
	A map[string][]map[string]*[]struct {
		B [2]map[int]*struct {
			C []*map[string]struct {
				D page.Page[page.Pair[[]orders.Line, map[orders.Status]**orders.Customer]] `json:"d"`
			} `json:"c"`
		} `json:"b"`
	} `json:"a"`
	E [][][][][]int                                    `json:"e"`
	F map[string]map[string]map[string]map[string]bool `json:"f"`
	G struct {
		H struct{ I struct{ J struct{ K *int } } }
	}
}

func main() {
	lambda.Start(func(d deep) (*deep, error) { return &d, nil })
}
