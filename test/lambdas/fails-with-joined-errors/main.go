// Command fails-with-joined-errors answers several errors at once (type joinError): one text per line.
// The payload is the list of texts; null is ["first", "second"]; of none there is no error.
package main

import (
	"errors"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(texts []string) error {
	if texts == nil {
		texts = []string{"first", "second"}
	}
	failures := make([]error, len(texts))
	for i, text := range texts {
		failures[i] = errors.New(text)
	}
	return errors.Join(failures...)
}

func main() {
	lambda.Start(handle)
}
