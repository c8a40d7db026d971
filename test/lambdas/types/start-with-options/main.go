// Command start-with-options has options that change how JSON is read and written.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type message struct {
	HTML   string         `json:"<html>"`
	Number any            `json:"number"`
	Map    map[string]any `json:"map"`
}

func main() {
	lambda.StartWithOptions(
		func(m message) (message, error) { return m, nil },
		lambda.WithSetEscapeHTML(true),
		lambda.WithSetIndent("", "  "),
		lambda.WithUseNumber(true),
	)
}
