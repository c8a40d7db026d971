// Command own-alias has a type that adds a field to its own by the trick with an alias.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/own"
)

type basket struct {
	First  own.Order   `json:"first"`
	Orders []own.Order `json:"orders"`
	Last   *own.Order  `json:"last"`

	Shipment *own.Shipment `json:"shipment"`
}

func main() {
	lambda.Start(func(b basket) (basket, error) { return b, nil })
}
