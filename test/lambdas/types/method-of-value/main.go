// Command method-of-value starts a method that has a value for its receiver.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type greeter struct{ prefix string }

func (g greeter) greet(name string) (string, error) {
	return g.prefix + name, nil
}

func main() {
	g := greeter{"Hello, "}
	lambda.Start(g.greet)
}
