// Command big-answer answers one JSON string whose JSON text, quotes included, is as long as asked for, in bytes.
//
//	{"bytes": 6291556}
//	{"bytes": 6291556, "fill": "é"}    repeats this instead of "a"; the rest that it does not fit into is "a"
package main

import (
	"fmt"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

const quotes = 2

type request struct {
	Bytes int    `json:"bytes"`
	Fill  string `json:"fill"`
}

func handle(r request) (string, error) {
	if r.Bytes < quotes {
		return "", fmt.Errorf("a JSON string has at least %d bytes, not %d", quotes, r.Bytes)
	}
	if r.Fill == "" {
		r.Fill = "a"
	}
	length := r.Bytes - quotes
	return strings.Repeat(r.Fill, length/len(r.Fill)) + strings.Repeat("a", length%len(r.Fill)), nil
}

func main() {
	lambda.Start(handle)
}
