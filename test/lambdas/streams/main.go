// Command streams answers a reader instead of a value. Over net/rpc aws-lambda-go reads it to its end and sends it as one payload.
//
//	{"kind": "text"}       plain lines, no JSON (the default)
//	{"kind": "json"}       a JSON text, in three pieces
//	{"kind": "url"}        a function URL's streaming response: JSON prelude, 8 NUL bytes, body
//	{"kind": "gateway"}    API Gateway's streaming response
//	{"kind": "broken"}     fails after its first piece
//	{"kind": "none"}       a nil reader: null
package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Kind string `json:"kind"`
}

// pieces gives each text as one write, and then the error (nil: a clean end).
func pieces(end error, texts ...string) io.Reader {
	reader, writer := io.Pipe()
	go func() {
		for _, text := range texts {
			if _, err := io.WriteString(writer, text); err != nil {
				return
			}
		}
		writer.CloseWithError(end)
	}()
	return reader
}

func handle(r request) (io.Reader, error) {
	headers := map[string]string{"content-type": "text/plain; charset=utf-8"}
	switch r.Kind {
	case "text", "":
		return pieces(nil, "one\n", "two\n", "three\n"), nil
	case "json":
		return pieces(nil, `{"parts":`, `["one","two"]`, `}`), nil
	case "url":
		return &events.LambdaFunctionURLStreamingResponse{
			StatusCode: http.StatusOK,
			Headers:    headers,
			Cookies:    []string{"seen=1"},
			Body:       pieces(nil, "one\n", "two\n"),
		}, nil
	case "gateway":
		return &events.APIGatewayProxyStreamingResponse{
			StatusCode: http.StatusOK,
			Headers:    headers,
			Body:       pieces(nil, "one\n", "two\n"),
		}, nil
	case "broken":
		return pieces(errors.New("the source ran dry"), "one\n"), nil
	case "none":
		return nil, nil
	}
	return nil, fmt.Errorf("no stream is called %q", r.Kind)
}

func main() {
	lambda.Start(handle)
}
