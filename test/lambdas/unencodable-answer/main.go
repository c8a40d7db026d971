// Command unencodable-answer returns an error that gob cannot encode: aws-lambda-go sends a messages.InvokeResponse_Error as it is,
// and gob refuses a nil pointer in a list. net/rpc then closes the connection without an answer, while the process lives on.
//
//	{"with": "error"}     returns it, the default
//	{"with": "panic"}     panics with it
//	{"with": "nothing"}   answers the pid
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambda/messages"
)

type request struct {
	With string `json:"with"`
}

func handle(r request) (int, error) {
	unencodable := messages.InvokeResponse_Error{
		Message:    "gone",
		Type:       "Order.Gone",
		StackTrace: []*messages.InvokeResponse_Error_StackFrame{nil},
	}
	switch r.With {
	case "error", "":
		return 0, unencodable
	case "panic":
		panic(unencodable)
	case "nothing":
		return os.Getpid(), nil
	}
	return 0, fmt.Errorf("nothing is called %q", r.With)
}

func main() {
	lambda.Start(handle)
}
