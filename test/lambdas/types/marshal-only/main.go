// Command marshal-only has a type that writes in its own way and is read as it is.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type login struct {
	User   string         `json:"user"`
	Secret level.Secret   `json:"secret"`
	Old    []level.Secret `json:"old"`
}

func main() {
	lambda.Start(func(l login) (login, error) { return l, nil })
}
