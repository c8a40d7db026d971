// Command compile-error does not compile: a type error here and an unknown name in greeting.go.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(name string) (string, error) {
		var length int = name
		return greeting(length), nil
	})
}
