// Command any-at-top takes anything and gives it back.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(event any) (any, error) { return event, nil })
}
