// Command scalar-named takes and gives named scalars.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Celsius float32

// Fahrenheit is warmer.
type Fahrenheit float32

func convert(c Celsius) (Fahrenheit, error) {
	return Fahrenheit(c*9/5 + 32), nil
}

func main() {
	lambda.Start(convert)
}
