// Command panics-in-goroutine panics where aws-lambda-go cannot recover it: the whole process ends with exit code 2 and
// Go's own report on stderr. The payload is the panic's text; null is "lost in a goroutine"; the empty text answers "calm".
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

func handle(text *string) (string, error) {
	if text == nil {
		lost := "lost in a goroutine"
		text = &lost
	}
	go func() {
		panic(*text)
	}()
	select {}
}

func main() {
	lambda.Start(func(text *string) (string, error) {
		if text != nil && *text == "" {
			return "calm", nil
		}
		return handle(text)
	})
}
