// Command marshal-at-top takes and gives a type that writes itself.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

func main() {
	lambda.Start(func(m level.Money) (level.Money, error) { return m, nil })
}
