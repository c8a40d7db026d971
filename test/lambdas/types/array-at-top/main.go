// Command array-at-top takes and gives arrays.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(point [2]float64) ([3]*string, error) { return [3]*string{}, nil })
}
