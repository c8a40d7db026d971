// Command embedded-itself embeds a pointer to what it is.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type node struct {
	*node
	Name string `json:"name"`
}

type Ring struct {
	*Ring2
	A int `json:"a"`
}

type Ring2 struct {
	*Ring
	B int `json:"b"`
}

func main() {
	lambda.Start(func(r Ring) ([]node, error) { return nil, nil })
}
