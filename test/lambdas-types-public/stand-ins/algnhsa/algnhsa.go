// Package algnhsa stands for github.com/akrylysov/algnhsa: an http.Handler behind several kinds of events, told apart by trying.
package algnhsa

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type Options struct {
	UseProxyPath bool
}

type adapter struct {
	handler http.Handler
	options *Options
}

func (a adapter) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	answer, err := a.serve(ctx, payload)
	if err != nil {
		return nil, err
	}
	return json.Marshal(answer)
}

func (a adapter) serve(ctx context.Context, payload []byte) (any, error) {
	var rest events.APIGatewayProxyRequest
	if err := json.Unmarshal(payload, &rest); err == nil && rest.HTTPMethod != "" {
		return events.APIGatewayProxyResponse{StatusCode: 200}, nil
	}
	var http events.APIGatewayV2HTTPRequest
	if err := json.Unmarshal(payload, &http); err == nil && http.RawPath != "" {
		return events.APIGatewayV2HTTPResponse{StatusCode: 200}, nil
	}
	return nil, errors.New("unknown event")
}

func ListenAndServe(handler http.Handler, options *Options) {
	if options == nil {
		options = &Options{}
	}
	lambda.StartHandler(adapter{handler, options})
}
