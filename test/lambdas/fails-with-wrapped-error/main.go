// Command fails-with-wrapped-error answers an error that wraps another (type wrapError): "load order 42: <payload>".
// The payload is the text of the innermost error; null is "no such item"; with an empty text there is no error.
package main

import (
	"errors"
	"fmt"

	"github.com/aws/aws-lambda-go/lambda"
)

func find(reason *string) error {
	if reason == nil {
		return errors.New("no such item")
	}
	if *reason == "" {
		return nil
	}
	return errors.New(*reason)
}

func load(id int, reason *string) error {
	if err := find(reason); err != nil {
		return fmt.Errorf("load order %d: %w", id, err)
	}
	return nil
}

func main() {
	lambda.Start(func(reason *string) error {
		return load(42, reason)
	})
}
