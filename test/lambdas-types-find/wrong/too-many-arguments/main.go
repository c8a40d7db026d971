package main

import "github.com/aws/aws-lambda-go/lambda"

func handle(a, b, c int) error { return nil }

func main() { lambda.Start(handle) }
