// Command own-optional has values that may be missing, by a generic type with methods of its own.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/own"
)

type place struct {
	City string `json:"city"`
}

type profile struct {
	Name   own.Optional[string]              `json:"name"`
	Age    *own.Optional[int]                `json:"age,omitempty"`
	Home   own.Optional[place]               `json:"home"`
	Tags   own.Optional[[]string]            `json:"tags"`
	State  own.Optional[own.State]           `json:"state"`
	Nested own.Optional[own.Optional[place]] `json:"nested"`
	Gone   own.Optional[string]              `json:"gone,omitzero"`
	Any    own.Optional[any]                 `json:"any"`
}

func main() {
	lambda.Start(func(p profile) (profile, error) { return p, nil })
}
