// Command recursive-tree has a type that holds itself.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Node struct {
	Name     string           `json:"name"`
	Parent   *Node            `json:"parent,omitempty"`
	Children []Node           `json:"children"`
	ByName   map[string]*Node `json:"byName,omitempty"`
}

func main() {
	lambda.Start(func(n Node) (*Node, error) { return &n, nil })
}
