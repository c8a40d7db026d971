package main

import (
	"context"

	"public/events"

	ddlambda "github.com/DataDog/datadog-lambda-go/v2"
	"github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context, n events.Notification) (events.Delivery, error) {
	return events.Delivery{}, nil
}

func main() { lambda.Start(ddlambda.WrapFunction(handle, &ddlambda.Config{})) }
