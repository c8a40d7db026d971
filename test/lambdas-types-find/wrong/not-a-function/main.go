package main

import "github.com/aws/aws-lambda-go/lambda"

var handle = struct{ Name string }{"x"}

func main() { lambda.Start(handle) }
