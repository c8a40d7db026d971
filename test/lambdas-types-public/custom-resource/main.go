package main

import (
	"context"

	"github.com/aws/aws-lambda-go/cfn"
	"github.com/aws/aws-lambda-go/lambda"
)

func resource(ctx context.Context, event cfn.Event) (id string, data map[string]interface{}, err error) {
	return "id", nil, nil
}

func main() { lambda.Start(cfn.LambdaWrap(resource)) }
