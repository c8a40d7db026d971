// Command fails-with-custom-type answers errors of types of its own.
//
//	{"kind": "pointer"}    *ValidationError, the default
//	{"kind": "value"}      NotFound, an error that is a value
//	{"kind": "fields"}     ValidationErrors, a slice
//	{"kind": "lambda"}     messages.InvokeResponse_Error, which aws-lambda-go sends as it is
//	{"kind": "none"}       no error: null
package main

import (
	"fmt"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambda/messages"
)

// ValidationError says which field of the event was refused, and why.
type ValidationError struct {
	Field  string
	Reason string
}

func (e *ValidationError) Error() string {
	return fmt.Sprintf("%s: %s", e.Field, e.Reason)
}

// ValidationErrors are all the fields that were refused.
type ValidationErrors []*ValidationError

func (e ValidationErrors) Error() string {
	texts := make([]string, len(e))
	for i, err := range e {
		texts[i] = err.Error()
	}
	return strings.Join(texts, "; ")
}

// NotFound is the id of what is missing.
type NotFound string

func (id NotFound) Error() string {
	return fmt.Sprintf("order %q does not exist", string(id))
}

type request struct {
	Kind string `json:"kind"`
}

func handle(r request) error {
	name := &ValidationError{Field: "name", Reason: "must not be empty"}
	quantity := &ValidationError{Field: "items[3].quantity", Reason: "must be at least 1, got 0"}
	switch r.Kind {
	case "value":
		return NotFound("o-42")
	case "fields":
		return ValidationErrors{name, quantity}
	case "lambda":
		return messages.InvokeResponse_Error{Type: "Order.Refused", Message: "order o-42 was refused"}
	case "none":
		return nil
	case "pointer", "":
		return name
	}
	return fmt.Errorf("no kind is called %q", r.Kind)
}

func main() {
	lambda.Start(handle)
}
