package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/gorillamux"
	"github.com/gorilla/mux"
)

func main() {
	adapter := gorillamux.New(mux.NewRouter())
	if os.Getenv("LOCAL") != "" {
		return
	}
	var handler interface{} = adapter.ProxyWithContext
	lambda.Start(handler)
}
