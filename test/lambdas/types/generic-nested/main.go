// Command generic-nested has instances within instances, with all kinds of arguments.
package main

import (
	"encoding/json"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
	"lambdas/types/internal/page"
)

type Result[T any, E error] struct {
	Value T      `json:"value"`
	Error string `json:"error,omitempty"`
	cause E
}

type notFound struct{}

func (notFound) Error() string { return "not found" }

type local struct {
	A int `json:"a"`
}

type answer struct {
	Pages   page.Page[page.Page[orders.Order]]                   `json:"pages"`
	Result  Result[map[string][]orders.Line, notFound]           `json:"result"`
	Pair    page.Pair[[]byte, *page.Pair[local, local]]          `json:"pair"`
	Maybe   page.Optional[orders.Status]                         `json:"maybe"`
	Perhaps page.Optional[page.Optional[bool]]                   `json:"perhaps"`
	Inline  page.Pair[struct{ X, Y int }, map[orders.Status]int] `json:"inline"`
	Any     page.Pair[any, json.RawMessage]                      `json:"any"`
	Arrays  page.Pair[[2]string, [3]local]                       `json:"arrays"`
}

func main() {
	lambda.Start(func(p page.Optional[page.Page[[]string]]) (answer, error) { return answer{}, nil })
}
