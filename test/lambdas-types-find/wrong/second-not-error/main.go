package main

import "github.com/aws/aws-lambda-go/lambda"

func handle() (int, string) { return 0, "" }

func main() { lambda.Start(handle) }
