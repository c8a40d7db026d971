// Command echo answers any JSON value as it came. It goes through Go's own types: object keys are sorted, and numbers are
// kept digit by digit.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.StartWithOptions(func(payload any) (any, error) {
		return payload, nil
	}, lambda.WithUseNumber(true))
}
