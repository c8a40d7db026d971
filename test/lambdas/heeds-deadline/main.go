// Command heeds-deadline works for a while but stops in time, before its deadline.
//
//	{"workMs": 5000, "marginMs": 200}
//
// It answers "done" after workMs, or returns the context's error (type deadlineExceededError) marginMs before the deadline.
package main

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	WorkMs   int `json:"workMs"`
	MarginMs int `json:"marginMs"`
}

func handle(ctx context.Context, r request) (string, error) {
	if deadline, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-time.Duration(r.MarginMs)*time.Millisecond))
		defer cancel()
	}
	work := time.NewTimer(time.Duration(r.WorkMs) * time.Millisecond)
	defer work.Stop()
	select {
	case <-work.C:
		return "done", nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	lambda.Start(handle)
}
