package main

import (
	"os"
	"plugin"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	p, err := plugin.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	handler, err := p.Lookup("Handle")
	if err != nil {
		panic(err)
	}
	lambda.Start(handler)
}
