package main

import "github.com/aws/aws-lambda-go/lambda"

func handle() int { return 0 }

func main() { lambda.Start(handle) }
