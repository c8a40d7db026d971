// Command streams-at-will streams as many bytes as it is told, in pieces of 64 KiB, as a function URL's streaming response.
//
//	{"bytes": N}              how many, of 'x'
//	{"gate": "/path"}         after its first piece it waits until there is such a file
//	{"written": "/path"}      a file that always holds how many bytes have been written so far
//	{"fail": "text"}          an error, in place of the end
//	{"exit": true}            the process exits with code 3, in place of the end
package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Bytes   int    `json:"bytes"`
	Gate    string `json:"gate"`
	Written string `json:"written"`
	Fail    string `json:"fail"`
	Exit    bool   `json:"exit"`
}

var piece = bytes.Repeat([]byte("x"), 64*1024)

func stream(r request, writer *io.PipeWriter) {
	for sent := 0; sent < r.Bytes; {
		count, err := writer.Write(piece[:min(len(piece), r.Bytes-sent)])
		if err != nil {
			return
		}
		sent += count
		if r.Written != "" {
			os.WriteFile(r.Written, []byte(strconv.Itoa(sent)), 0o600)
		}
		for r.Gate != "" && !exists(r.Gate) {
			time.Sleep(time.Millisecond)
		}
	}
	if r.Exit {
		os.Exit(3)
	}
	if r.Fail != "" {
		writer.CloseWithError(errors.New(r.Fail))
		return
	}
	writer.Close()
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func handle(r request) (*events.LambdaFunctionURLStreamingResponse, error) {
	reader, writer := io.Pipe()
	go stream(r, writer)
	return &events.LambdaFunctionURLStreamingResponse{
		StatusCode: http.StatusCreated,
		Headers:    map[string]string{"content-type": "text/plain"},
		Cookies:    []string{"seen=1"},
		Body:       reader,
	}, nil
}

func main() {
	lambda.Start(handle)
}
