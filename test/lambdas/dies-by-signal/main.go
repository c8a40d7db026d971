// Command dies-by-signal sends itself a signal in the midst of an invocation, as the kernel does when memory runs out.
//
//	{"signal": 9}    SIGKILL, the default; 6 is SIGABRT (Go answers it with exit code 2), 15 is SIGTERM
//	{"stay": true}   answers "still here"
package main

import (
	"syscall"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Signal int  `json:"signal"`
	Stay   bool `json:"stay"`
}

func handle(r request) (string, error) {
	if r.Stay {
		return "still here", nil
	}
	signal := syscall.Signal(r.Signal)
	if signal == 0 {
		signal = syscall.SIGKILL
	}
	if err := syscall.Kill(syscall.Getpid(), signal); err != nil {
		return "", err
	}
	select {}
}

func main() {
	lambda.Start(handle)
}
