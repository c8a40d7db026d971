package main

import "github.com/aws/aws-lambda-go/lambda"

func handle(a string, b int) error { return nil }

func main() { lambda.Start(handle) }
