package main

import (
	"context"

	"public/events"

	ddlambda "github.com/DataDog/datadog-lambda-go/v2"
	"github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context, n events.Notification) error { return nil }

func main() {
	lambda.StartHandler(ddlambda.WrapLambdaHandlerInterface(lambda.NewHandler(handle), nil))
}
