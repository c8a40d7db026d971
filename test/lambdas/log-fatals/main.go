// Command log-fatals calls log.Fatal in its handler: one line on stderr, exit code 1.
// The payload is the line's text; null is "cannot go on".
package main

import (
	"log"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(text *string) error {
	if text == nil {
		log.Fatal("cannot go on")
	}
	log.Fatal(*text)
	return nil
}

func main() {
	lambda.Start(handle)
}
