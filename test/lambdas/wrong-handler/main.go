// Command wrong-handler starts with a handler of a shape that aws-lambda-go does not accept: it starts, and each invocation says so.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(first, second, third string) error {
		return nil
	})
}
