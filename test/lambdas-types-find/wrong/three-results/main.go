package main

import "github.com/aws/aws-lambda-go/lambda"

func handle() (int, int, error) { return 0, 0, nil }

func main() { lambda.Start(handle) }
