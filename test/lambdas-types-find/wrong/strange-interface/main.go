package main

import "github.com/aws/aws-lambda-go/lambda"

func handle(s interface{ Name() string }) error { return nil }

func main() { lambda.Start(handle) }
