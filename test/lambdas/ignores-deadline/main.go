// Command ignores-deadline sleeps for as many milliseconds as its payload says, whatever its context says, and then answers how
// often it has slept to the end.
package main

import (
	"fmt"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

var slept int

func handle(ms int) (int, error) {
	fmt.Printf("sleeping for %d ms\n", ms)
	time.Sleep(time.Duration(ms) * time.Millisecond)
	slept++
	return slept, nil
}

func main() {
	lambda.Start(handle)
}
