// Command answers-not-json is a lambda.Handler whose answer is a page, not JSON. The payload is ignored.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type page struct{}

func (page) Invoke(context.Context, []byte) ([]byte, error) {
	return []byte("<!doctype html>\n<title>Orders</title>\n<p>Nothing here.</p>\n"), nil
}

func main() {
	lambda.Start(page{})
}
