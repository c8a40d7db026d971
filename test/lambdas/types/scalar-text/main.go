// Command scalar-text takes text and gives a number.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(text string) (int, error) { return len(text), nil })
}
