// Command writes-between leaves a goroutine behind that prints after the answer was given, in nobody's invocation.
//
//	{"afterMs": 50}
//
// It answers the number N of the invocation; afterMs later `written after invocation N` is on stdout.
package main

import (
	"fmt"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	AfterMs int `json:"afterMs"`
}

var invocations int

func handle(r request) (int, error) {
	invocations++
	number := invocations
	fmt.Println("invocation", number)
	time.AfterFunc(time.Duration(r.AfterMs)*time.Millisecond, func() {
		fmt.Println("written after invocation", number)
	})
	return number, nil
}

func main() {
	lambda.Start(handle)
}
