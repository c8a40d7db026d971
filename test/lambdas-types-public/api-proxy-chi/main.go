package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	chiadapter "github.com/awslabs/aws-lambda-go-api-proxy/chi"
	"github.com/go-chi/chi/v5"
)

var adapter *chiadapter.ChiLambda

func init() {
	adapter = chiadapter.New(chi.NewRouter())
}

// Handler answers what API Gateway hands on.
func Handler(ctx context.Context, request events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	return adapter.ProxyWithContext(ctx, request)
}

func main() { lambda.Start(Handler) }
