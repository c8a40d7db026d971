// Command event-apigateway-http answers API Gateway's HTTP events.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context, r *events.APIGatewayV2HTTPRequest) (*events.APIGatewayV2HTTPResponse, error) {
	return &events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: r.RawPath}, nil
}

func main() {
	lambda.Start(handle)
}
