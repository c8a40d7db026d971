// Command documented has comments wherever they can stand.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

// Greeting is what is asked for.
//
// It has a second paragraph, with /* a comment */ inside and a list:
//   - one
//   - two
type Greeting struct {
	// Name is who is greeted.
	Name string `json:"name"`
	Loud bool   `json:"loud"` // says it in capitals

	// A comment that belongs to nothing.

	/*
		Language is a code
		of two letters.
	*/
	Language string `json:"language"`

	// Deprecated: use Language.
	Lang string `json:"lang,omitempty"`

	// First and Second share this.
	First, Second int
}

type (
	// Reply is in a group.
	Reply struct {
		Text string `json:"text"`
	}

	Bare struct {
		Reply Reply `json:"reply"`
	}
)

// handle greets.
func handle(ctx context.Context, g Greeting) (Bare, error) {
	return Bare{Reply{"Hello, " + g.Name}}, nil
}

func main() {
	lambda.Start(handle)
}
