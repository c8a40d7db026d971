// Command two-at-once answers its payload after a short sleep of random length. aws-lambda-go hands its output buffer back
// before net/rpc has encoded it: where two invocations overlap in one process, answers get mixed, without an error.
//
//	{"id": 17, "maxSleepMs": 3, "pad": "…"}
//
// The answer is the same object and overlapping, the largest number of invocations that this process ever served at once.
package main

import (
	"math/rand"
	"sync/atomic"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	ID         int    `json:"id"`
	MaxSleepMs int    `json:"maxSleepMs"`
	Pad        string `json:"pad"`
}

type answer struct {
	request
	Overlapping int64 `json:"overlapping"`
}

var running, most atomic.Int64

func handle(r request) (answer, error) {
	now := running.Add(1)
	defer running.Add(-1)
	for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
	}
	if r.MaxSleepMs > 0 {
		time.Sleep(time.Duration(rand.Intn(r.MaxSleepMs*1000)) * time.Microsecond)
	}
	return answer{request: r, Overlapping: most.Load()}, nil
}

func main() {
	lambda.Start(handle)
}
