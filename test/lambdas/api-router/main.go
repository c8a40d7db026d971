// Command api-router is a small JSON service behind API Gateway: it serves REST proxy events (v1) and HTTP API events (v2)
// with one set of routes.
//
//	GET  /notes             the notes, with ?tag= only those that have it
//	POST /notes             a new note: {"title": "…", "tags": ["…"]}; 201, with a Location
//	GET  /notes/{id}        one note
//	GET  /notes/{id}/image  a picture of one pixel, base64
//	POST /session           sets two cookies
//
// A body may be base64. Answers 400, 404, 405 and 415 as JSON: {"error": {"code": "…", "message": "…"}}.
package main

import (
	"encoding/json"
	"fmt"

	"lambdas/api-router/internal/notes"
	"lambdas/api-router/internal/router"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

var routes = notes.Routes(notes.NewStore())

func handle(event json.RawMessage) (any, error) {
	var kind struct {
		Version    string `json:"version"`
		HTTPMethod string `json:"httpMethod"`
	}
	if err := json.Unmarshal(event, &kind); err != nil {
		return nil, err
	}
	switch {
	case kind.Version == "2.0":
		return serveHTTPAPI(event)
	case kind.HTTPMethod != "":
		return serveREST(event)
	}
	return nil, fmt.Errorf("the event is neither a REST proxy event nor one of an HTTP API: version %q", kind.Version)
}

func serveREST(event json.RawMessage) (*events.APIGatewayProxyResponse, error) {
	var proxy events.APIGatewayProxyRequest
	if err := json.Unmarshal(event, &proxy); err != nil {
		return nil, err
	}
	request, err := router.FromREST(proxy)
	if err != nil {
		return nil, err
	}
	return routes.Serve(request).REST(), nil
}

func serveHTTPAPI(event json.RawMessage) (*events.APIGatewayV2HTTPResponse, error) {
	var proxy events.APIGatewayV2HTTPRequest
	if err := json.Unmarshal(event, &proxy); err != nil {
		return nil, err
	}
	request, err := router.FromHTTPAPI(proxy)
	if err != nil {
		return nil, err
	}
	return routes.Serve(request).HTTPAPI(), nil
}

func main() {
	lambda.Start(handle)
}
