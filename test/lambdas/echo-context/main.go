// Command echo-context answers all that a handler can read of its invocation and of its function:
// lambdacontext, the deadline and the trace id. The payload is ignored.
package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type answer struct {
	// As lambdacontext spells it: AwsRequestID, InvokedFunctionArn, Identity, ClientContext {Client, env, custom}.
	LambdaContext *lambdacontext.LambdaContext `json:"lambdaContext"`
	Deadline      deadline                     `json:"deadline"`
	TraceID       traceID                      `json:"traceId"`
	Function      function                     `json:"function"`
}

type deadline struct {
	// Milliseconds since 1970, rounded down.
	EpochMs     int64  `json:"epochMs"`
	Exact       string `json:"exact"`
	RemainingMs int64  `json:"remainingMs"`
	Expired     bool   `json:"expired"`
}

type traceID struct {
	Context string `json:"context"`
	Env     string `json:"env"`
}

type function struct {
	Name            string `json:"name"`
	Version         string `json:"version"`
	MemoryLimitInMB int    `json:"memoryLimitInMB"`
	LogGroupName    string `json:"logGroupName"`
	LogStreamName   string `json:"logStreamName"`
}

func handle(ctx context.Context) (*answer, error) {
	lc, ok := lambdacontext.FromContext(ctx)
	if !ok {
		return nil, errors.New("the context holds no lambdacontext")
	}
	end, ok := ctx.Deadline()
	if !ok {
		return nil, errors.New("the context has no deadline")
	}
	trace, _ := ctx.Value("x-amzn-trace-id").(string)

	return &answer{
		LambdaContext: lc,
		Deadline: deadline{
			EpochMs:     end.UnixMilli(),
			Exact:       end.UTC().Format(time.RFC3339Nano),
			RemainingMs: time.Until(end).Milliseconds(),
			Expired:     ctx.Err() != nil,
		},
		TraceID: traceID{Context: trace, Env: os.Getenv("_X_AMZN_TRACE_ID")},
		Function: function{
			Name:            lambdacontext.FunctionName,
			Version:         lambdacontext.FunctionVersion,
			MemoryLimitInMB: lambdacontext.MemoryLimitInMB,
			LogGroupName:    lambdacontext.LogGroupName,
			LogStreamName:   lambdacontext.LogStreamName,
		},
	}, nil
}

func main() {
	lambda.Start(handle)
}
