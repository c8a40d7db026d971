// Command custom-authoriser decides for API Gateway who may call: TOKEN events by their authorizationToken,
// REQUEST events by the Authorization header, else by the query parameter "token".
//
// "Bearer allow-NAME" is answered with a policy that allows the whole stage, "Bearer deny-NAME" with one that denies the method.
// Anything else is the error "Unauthorized", which API Gateway turns into a 401.
package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// API Gateway compares this text.
var errUnauthorized = errors.New("Unauthorized")

// The fields of both types of event.
type request struct {
	events.APIGatewayCustomAuthorizerRequestTypeRequest
	AuthorizationToken string `json:"authorizationToken"`
}

func (r request) token() (string, error) {
	switch r.Type {
	case "TOKEN":
		return r.AuthorizationToken, nil
	case "REQUEST":
		for name, value := range r.Headers {
			if strings.EqualFold(name, "Authorization") {
				return value, nil
			}
		}
		return "Bearer " + r.QueryStringParameters["token"], nil
	}
	return "", fmt.Errorf("unknown type of authoriser event: %q", r.Type)
}

func policy(principal, effect, resource string) events.APIGatewayCustomAuthorizerResponse {
	return events.APIGatewayCustomAuthorizerResponse{
		PrincipalID: principal,
		PolicyDocument: events.APIGatewayCustomAuthorizerPolicy{
			Version: "2012-10-17",
			Statement: []events.IAMPolicyStatement{{
				Action:   []string{"execute-api:Invoke"},
				Effect:   effect,
				Resource: []string{resource},
			}},
		},
		Context: map[string]any{"name": principal, "admin": principal == "root", "level": 3},
	}
}

// wholeStage turns arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/GET/notes into …:API/STAGE/*/*.
func wholeStage(methodArn string) (string, error) {
	parts := strings.SplitN(methodArn, "/", 3)
	if len(parts) < 3 {
		return "", fmt.Errorf("not the ARN of a method: %q", methodArn)
	}
	return parts[0] + "/" + parts[1] + "/*/*", nil
}

func handle(r request) (*events.APIGatewayCustomAuthorizerResponse, error) {
	authorization, err := r.token()
	if err != nil {
		return nil, err
	}
	token, isBearer := strings.CutPrefix(authorization, "Bearer ")
	if !isBearer {
		return nil, errUnauthorized
	}
	decision, name, _ := strings.Cut(token, "-")
	if name == "" {
		return nil, errUnauthorized
	}
	switch decision {
	case "allow":
		stage, err := wholeStage(r.MethodArn)
		if err != nil {
			return nil, err
		}
		allowed := policy(name, "Allow", stage)
		return &allowed, nil
	case "deny":
		denied := policy(name, "Deny", r.MethodArn)
		return &denied, nil
	}
	return nil, errUnauthorized
}

func main() {
	lambda.Start(handle)
}
