// Command upper answers a string in upper case: "daniel" is "DANIEL".
package main

import (
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(name string) (string, error) {
		return strings.ToUpper(name), nil
	})
}
