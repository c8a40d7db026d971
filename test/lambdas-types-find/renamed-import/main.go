package main

import (
	"find/orders"

	awslambda "github.com/aws/aws-lambda-go/lambda"
)

func handle(order orders.Order) {}

func main() { awslambda.Start(handle) }
