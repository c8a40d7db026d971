// Command chosen-from-map looks the handler up by its name.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

type ping struct {
	From string `json:"from"`
}

var handlers = map[string]any{
	"ping":  func(p ping) (string, error) { return "pong " + p.From, nil },
	"count": func(n []int) (int, error) { return len(n), nil },
}

func main() {
	lambda.Start(handlers[os.Getenv("ACTION")])
}
