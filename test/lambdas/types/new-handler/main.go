// Command new-handler makes a Handler and wraps it in its own.
package main

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	ID string `json:"id"`
}

type response struct {
	Found bool `json:"found"`
}

type measured struct {
	lambda.Handler
}

func (m measured) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	log.Printf("%d bytes", len(payload))
	return m.Handler.Invoke(ctx, payload)
}

func handle(ctx context.Context, r request) (response, error) {
	return response{}, nil
}

func main() {
	lambda.StartHandler(measured{lambda.NewHandler(handle)})
}
