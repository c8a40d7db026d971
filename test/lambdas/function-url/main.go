// Command function-url answers a function URL.
//
//	GET  /ids      the request id of the event and that of the invocation
//	POST /body     the body as it came, of the same type
//	GET  /cookies  two cookies, and how many came
//	GET  /nothing  no status at all, as a forgotten StatusCode is
//	GET  /fails    an error; /exits ends the process, /sleeps does not answer for a minute
package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

func handle(ctx context.Context, r events.LambdaFunctionURLRequest) (events.LambdaFunctionURLResponse, error) {
	answer := events.LambdaFunctionURLResponse{StatusCode: 200, Headers: map[string]string{"Content-Type": "text/plain"}}
	switch r.RawPath {
	case "/ids":
		known, _ := lambdacontext.FromContext(ctx)
		answer.Body = r.RequestContext.RequestID + " " + known.AwsRequestID
	case "/body":
		body := []byte(r.Body)
		if r.IsBase64Encoded {
			decoded, err := base64.StdEncoding.DecodeString(r.Body)
			if err != nil {
				return answer, err
			}
			body = decoded
		}
		answer.Headers["Content-Type"] = r.Headers["content-type"]
		answer.Body = base64.StdEncoding.EncodeToString(body)
		answer.IsBase64Encoded = true
	case "/cookies":
		answer.Cookies = []string{"a=1; Path=/", "b=2"}
		answer.Body = fmt.Sprint(len(r.Cookies))
	case "/nothing":
		answer.StatusCode = 0
	case "/fails":
		return answer, errors.New("no")
	case "/exits":
		os.Exit(3)
	case "/sleeps":
		fmt.Println("sleeping")
		time.Sleep(time.Minute)
	default:
		answer.StatusCode = 404
	}
	return answer, nil
}

func main() {
	lambda.Start(handle)
}
