// Command exits-between ends its process after it has answered, while nobody asks anything of it.
//
//	{"code": 3, "afterMs": 20}    answers its number, and exits so much later
//	{}                            answers how many invocations this process has served
package main

import (
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Code    int `json:"code"`
	AfterMs int `json:"afterMs"`
}

var served int

func handle(r request) (int, error) {
	served++
	if r.AfterMs > 0 {
		time.AfterFunc(time.Duration(r.AfterMs)*time.Millisecond, func() { os.Exit(r.Code) })
	}
	return served, nil
}

func main() {
	lambda.Start(handle)
}
