package main

import (
	"net/http"

	"github.com/apex/gateway"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/wolfeidau/lambda-go-extras/middleware"
	"github.com/wolfeidau/lambda-go-extras/middleware/raw"
)

func main() {
	chain := middleware.New(raw.New())
	chain.Use(raw.New())
	lambda.StartHandler(chain.Then(gateway.NewGateway(http.NewServeMux())))
}
