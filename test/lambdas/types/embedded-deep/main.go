// Command embedded-deep embeds through many levels, one of them a pointer.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type L5 struct {
	Five string `json:"five"`
	Name string `json:"name"`
}

type L4 struct {
	L5
	Four *int `json:"four"`
}

type L3 struct {
	*L4
	Three []string `json:"three"`
}

type L2 struct {
	L3
	Two map[string]int `json:"two"`
}

type L1 struct {
	*L2
	One  bool `json:"one"`
	Name int  `json:"name"`
}

func main() {
	lambda.Start(func(l L1) (L1, error) { return l, nil })
}
