// Command text-one-way has types with one of the two methods for text.
package main

import (
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

// Upper is written in capitals and read as it is.
type Upper string

func (u Upper) MarshalText() ([]byte, error) {
	return []byte(strings.ToUpper(string(u))), nil
}

// Lower is read in its own way and written as it is.
type Lower int

func (l *Lower) UnmarshalText(text []byte) error {
	*l = Lower(len(text))
	return nil
}

type words struct {
	Upper  Upper   `json:"upper"`
	Lower  Lower   `json:"lower"`
	Lowers []Lower `json:"lowers"`
}

func main() {
	lambda.Start(func(w words) (words, error) { return w, nil })
}
