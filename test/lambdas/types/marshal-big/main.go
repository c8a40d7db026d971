// Command marshal-big has big numbers, whose methods are on pointers.
package main

import (
	"math/big"

	"github.com/aws/aws-lambda-go/lambda"
)

type sums struct {
	Int     *big.Int   `json:"int"`
	Float   *big.Float `json:"float"`
	Ints    []*big.Int `json:"ints"`
	Listed  []big.Int  `json:"listed"`
	Without big.Int    `json:"without"`
}

func main() {
	lambda.Start(func() (sums, error) { return sums{}, nil })
}
