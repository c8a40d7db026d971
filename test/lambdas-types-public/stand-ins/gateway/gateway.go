// Package gateway stands for github.com/apex/gateway: http.ListenAndServe for API Gateway.
package gateway

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type Gateway struct {
	handler http.Handler
}

func NewGateway(handler http.Handler) *Gateway { return &Gateway{handler} }

func (g *Gateway) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	var event events.APIGatewayProxyRequest
	if err := json.Unmarshal(payload, &event); err != nil {
		return []byte{}, err
	}
	request, err := http.NewRequestWithContext(ctx, event.HTTPMethod, event.Path, strings.NewReader(event.Body))
	if err != nil {
		return []byte{}, err
	}
	recorder := httptest.NewRecorder()
	g.handler.ServeHTTP(recorder, request)
	response := events.APIGatewayProxyResponse{StatusCode: recorder.Code, Body: recorder.Body.String()}
	return json.Marshal(&response)
}

func ListenAndServe(_ string, handler http.Handler) error {
	if handler == nil {
		handler = http.DefaultServeMux
	}
	g := NewGateway(handler)
	lambda.StartHandler(g)
	return nil
}
