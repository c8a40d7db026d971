// The same small function for several releases of aws-lambda-go: each folder requires another one.
//
//	{"do": "upper", "text": "daniel"}    "DANIEL"
//	{"do": "fail", "text": "…"}          an error of type ValidationError with this text
//	{"do": "panic", "text": "…"}         panics with this string
//	{"do": "context"}                    what the release reads of the invocation
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

// ValidationError is a refused request.
type ValidationError struct {
	Reason string
}

func (e *ValidationError) Error() string {
	return e.Reason
}

type request struct {
	Do   string `json:"do"`
	Text string `json:"text"`
}

type invocation struct {
	LambdaContext   *lambdacontext.LambdaContext `json:"lambdaContext"`
	DeadlineEpochMs int64                        `json:"deadlineEpochMs"`
	TraceID         interface{}                  `json:"traceId"`
	TraceIDEnv      string                       `json:"traceIdEnv"`
	FunctionName    string                       `json:"functionName"`
}

func inspect(ctx context.Context) (*invocation, error) {
	lc, ok := lambdacontext.FromContext(ctx)
	if !ok {
		return nil, fmt.Errorf("the context holds no lambdacontext")
	}
	deadline, ok := ctx.Deadline()
	if !ok {
		return nil, fmt.Errorf("the context has no deadline")
	}
	return &invocation{
		LambdaContext:   lc,
		DeadlineEpochMs: deadline.UnixNano() / int64(time.Millisecond),
		TraceID:         ctx.Value("x-amzn-trace-id"),
		TraceIDEnv:      os.Getenv("_X_AMZN_TRACE_ID"),
		FunctionName:    lambdacontext.FunctionName,
	}, nil
}

func handle(ctx context.Context, r request) (interface{}, error) {
	switch r.Do {
	case "upper":
		return strings.ToUpper(r.Text), nil
	case "fail":
		return nil, &ValidationError{Reason: r.Text}
	case "panic":
		panic(r.Text)
	case "context":
		return inspect(ctx)
	}
	return nil, fmt.Errorf("nothing is called %q", r.Do)
}

func main() {
	lambda.Start(handle)
}
