// Command interface-at-top answers with an interface.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type Result interface{ String() string }

type Finished struct {
	At int `json:"at"`
}

func (Finished) String() string { return "finished" }

func handle(ctx context.Context) (Result, error) {
	return Finished{1}, nil
}

func main() {
	lambda.Start(handle)
}
