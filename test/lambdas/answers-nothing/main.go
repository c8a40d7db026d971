// Command answers-nothing has a handler that returns only an error, and there is none: the answer is null.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func() error {
		return nil
	})
}
