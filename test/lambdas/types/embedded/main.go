// Command embedded takes over the fields of structs: plain, by pointer, and under a name.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

type Base struct {
	ID      string    `json:"id"`
	Created time.Time `json:"created"`
}

type Audit struct {
	By   string  `json:"by"`
	Note *string `json:"note,omitempty"`
}

type Address struct {
	Street string `json:"street"`
	City   string `json:"city"`
}

type customer struct {
	Base
	*Audit
	Address     `json:"address"`
	orders.Line `json:",omitempty"`
	Name        string `json:"name"`
}

func main() {
	lambda.Start(func(c customer) (customer, error) { return c, nil })
}
