// Command marshal-json has types that write and read themselves.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type invoice struct {
	Total   level.Money            `json:"total"`
	Tip     *level.Money           `json:"tip"`
	Parts   []level.Money          `json:"parts"`
	ByName  map[string]level.Money `json:"byName"`
	Omitted level.Money            `json:"omitted,omitempty"`
	Maybe   *level.Money           `json:"maybe,omitempty"`
}

func main() {
	lambda.Start(func(i invoice) (invoice, error) { return i, nil })
}
