// Command api is a REST API behind API Gateway (proxy integration):
//
//	POST /greetings         {"name": "Daniel", "language": "de"} is answered with a greeting
//	GET  /greetings/{name}  the same without a body; ?language=de
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"example.com/greeter/internal/greeting"
	"example.com/greeter/internal/validate"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

const greetingsPath = "/greetings"

type request = events.APIGatewayProxyRequest
type response = events.APIGatewayProxyResponse

type problem struct {
	Message string `json:"message"`
	// The fields that were refused, if that was the problem.
	Fields []validate.Field `json:"fields,omitempty"`
}

func handle(ctx context.Context, event request) (*response, error) {
	if event.HTTPMethod == "" {
		return nil, validate.Refuse("httpMethod", "must not be empty: this is no proxy event")
	}
	answer, err := route(event)
	if err != nil {
		return nil, err
	}
	answer.Headers["Content-Type"] = "application/json"
	if lc, ok := lambdacontext.FromContext(ctx); ok {
		answer.Headers["X-Request-Id"] = lc.AwsRequestID
	}
	return answer, nil
}

func route(event request) (*response, error) {
	path := strings.TrimSuffix(event.Path, "/")
	name, hasName := strings.CutPrefix(path, greetingsPath+"/")
	switch {
	case path == greetingsPath && event.HTTPMethod == http.MethodPost:
		return post(event)
	case path == greetingsPath:
		return notAllowed(event, http.MethodPost)
	case hasName && event.HTTPMethod == http.MethodGet:
		return greet(greeting.Request{Name: name, Language: event.QueryStringParameters["language"]})
	case hasName:
		return notAllowed(event, http.MethodGet)
	}
	return answer(http.StatusNotFound, problem{Message: fmt.Sprintf("nothing is served at %s", event.Path)})
}

func post(event request) (*response, error) {
	var wanted greeting.Request
	decoder := json.NewDecoder(strings.NewReader(event.Body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&wanted); err != nil {
		return answer(http.StatusBadRequest, problem{Message: fmt.Sprintf("the body is not a greeting: %v", err)})
	}
	return greet(wanted)
}

func greet(wanted greeting.Request) (*response, error) {
	text, err := greeting.For(wanted)
	var refused *validate.ValidationError
	if errors.As(err, &refused) {
		return answer(http.StatusBadRequest, problem{Message: "the greeting was refused", Fields: refused.Fields})
	}
	if err != nil {
		return nil, err
	}
	return answer(http.StatusOK, map[string]string{"greeting": text})
}

func notAllowed(event request, allowed string) (*response, error) {
	refusal, err := answer(http.StatusMethodNotAllowed, problem{
		Message: fmt.Sprintf("%s is not allowed at %s", event.HTTPMethod, event.Path),
	})
	if err != nil {
		return nil, err
	}
	refusal.Headers["Allow"] = allowed
	return refusal, nil
}

func answer(status int, body any) (*response, error) {
	encoded, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	return &response{StatusCode: status, Headers: map[string]string{}, Body: string(encoded)}, nil
}

func main() {
	lambda.Start(handle)
}
