// Command log-fatals calls log.Fatal in its handler: one line on stderr, exit code 1.
// The payload is the line's text; null is "cannot go on". The empty text answers "calm".
package main

import (
	"log"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(text *string) (string, error) {
	if text == nil {
		log.Fatal("cannot go on")
	}
	if *text != "" {
		log.Fatal(*text)
	}
	return "calm", nil
}

func main() {
	lambda.Start(handle)
}
