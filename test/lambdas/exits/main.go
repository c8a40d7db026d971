// Command exits ends its process in the midst of an invocation.
//
//	{"code": 3}                   os.Exit(3)
//	{"code": 3, "say": "text"}    prints the text on stderr first
//	{"stay": true}                answers "still here"
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Code int    `json:"code"`
	Say  string `json:"say"`
	Stay bool   `json:"stay"`
}

func handle(r request) (string, error) {
	if r.Stay {
		return "still here", nil
	}
	if r.Say != "" {
		fmt.Fprintln(os.Stderr, r.Say)
	}
	os.Exit(r.Code)
	return "", nil
}

func main() {
	lambda.Start(handle)
}
