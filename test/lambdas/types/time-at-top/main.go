// Command time-at-top takes a moment and gives one.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(t time.Time) (*time.Time, error) { return &t, nil })
}
