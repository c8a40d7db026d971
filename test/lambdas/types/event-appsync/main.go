// Command event-appsync lets callers of a GraphQL API in.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(e events.AppSyncLambdaAuthorizerRequest) (events.AppSyncLambdaAuthorizerResponse, error) {
		return events.AppSyncLambdaAuthorizerResponse{}, nil
	})
}
