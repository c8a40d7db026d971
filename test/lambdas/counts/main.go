// Command counts keeps global state, as warm execution environments do: it answers how many invocations
// this process has served, its pid and when it started. The payload is ignored.
package main

import (
	"os"
	"sync/atomic"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

var (
	count     atomic.Int64
	startedAt = time.Now().UTC().Format(time.RFC3339Nano)
)

type answer struct {
	Count     int64  `json:"count"`
	Pid       int    `json:"pid"`
	StartedAt string `json:"startedAt"`
}

func main() {
	lambda.Start(func() (answer, error) {
		return answer{Count: count.Add(1), Pid: os.Getpid(), StartedAt: startedAt}, nil
	})
}
