// Command folded-names has names that differ in their case alone.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type account struct {
	Lower  string `json:"id"`
	Upper  string `json:"ID"`
	Mixed  string `json:"Id"`
	Kelvin string `json:"kelvin"`
}

func main() {
	lambda.Start(func(a account) (account, error) { return a, nil })
}
