// Command chosen-variable keeps the handler that was chosen in a variable.
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

type add struct{ A, B int }

type join struct{ Texts []string }

func sum(a add) (int, error) { return a.A + a.B, nil }

func joined(j join) (string, error) { return fmt.Sprint(j.Texts), nil }

func main() {
	var handler any = sum
	if os.Getenv("ACTION") == "join" {
		handler = joined
	}
	lambda.Start(handler)
}
