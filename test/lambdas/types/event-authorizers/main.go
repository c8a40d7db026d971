// Command event-authorizers lets callers of API Gateway in.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func token(ctx context.Context, r events.APIGatewayCustomAuthorizerRequest) (events.APIGatewayCustomAuthorizerResponse, error) {
	return events.APIGatewayCustomAuthorizerResponse{PrincipalID: "user"}, nil
}

func request(ctx context.Context, r events.APIGatewayCustomAuthorizerRequestTypeRequest) (events.APIGatewayCustomAuthorizerResponse, error) {
	return events.APIGatewayCustomAuthorizerResponse{PrincipalID: "user"}, nil
}

func simple(ctx context.Context, r events.APIGatewayV2CustomAuthorizerV2Request) (events.APIGatewayV2CustomAuthorizerSimpleResponse, error) {
	return events.APIGatewayV2CustomAuthorizerSimpleResponse{IsAuthorized: true}, nil
}

func policy(ctx context.Context, r events.APIGatewayV2CustomAuthorizerV1Request) (events.APIGatewayV2CustomAuthorizerIAMPolicyResponse, error) {
	return events.APIGatewayV2CustomAuthorizerIAMPolicyResponse{}, nil
}

func main() {
	switch os.Getenv("ACTION") {
	case "request":
		lambda.Start(request)
	case "simple":
		lambda.Start(simple)
	case "policy":
		lambda.Start(policy)
	default:
		lambda.Start(token)
	}
}
