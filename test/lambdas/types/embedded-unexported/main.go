// Command embedded-unexported takes over the exported fields of a struct that is not.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type base struct {
	ID     string `json:"id"`
	Count  int
	hidden bool
}

type named struct {
	Inside string `json:"inside"`
}

type text string

type thing struct {
	base
	named `json:"named"`
	text
	Name string `json:"name"`
}

func main() {
	lambda.Start(func(t thing) (thing, error) {
		t.hidden, t.text = true, "x"
		return t, nil
	})
}
