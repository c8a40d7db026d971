// Command overflows-stack calls itself until Go's stack limit is reached, which no recover() can catch: exit code 2 and Go's own report
// on stderr. The limit is 1 MiB instead of Go's 1 GB, so that it is reached at once.
//
//	{"calm": true}    answers "calm"
package main

import (
	"runtime/debug"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Calm bool `json:"calm"`
}

func depth(n int) int {
	return 1 + depth(n+1)
}

func handle(r request) (string, error) {
	if r.Calm {
		return "calm", nil
	}
	debug.SetMaxStack(1 << 20)
	depth(0)
	return "no limit", nil
}

func main() {
	lambda.Start(handle)
}
