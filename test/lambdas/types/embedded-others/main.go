// Command embedded-others embeds what is not a struct: each is a field with its type's name.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Name string

type Names []Name

type Table map[string]int

type Pair[T any] struct {
	First  T `json:"first"`
	Second T `json:"second"`
}

type Wrap[T any] struct {
	Wrapped T `json:"wrapped"`
}

type thing struct {
	Name
	Names
	Table `json:"table,omitempty"`
	Pair[int]
	*Wrap[Names]
}

func main() {
	lambda.Start(func(t thing) (thing, error) { return t, nil })
}
