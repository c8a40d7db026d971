package router

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-lambda-go/events"
)

// Request is what both kinds of event have in common.
type Request struct {
	Method  string
	Path    string
	Query   url.Values
	Headers http.Header
	Cookies []*http.Cookie
	Body    []byte

	params map[string]string
}

// Param is the value of a {name} in the route's path.
func (r *Request) Param(name string) string {
	return r.params[name]
}

// JSON reads the body, which must be one JSON value without unknown fields.
func (r *Request) JSON(into any) error {
	kind, _, err := mime.ParseMediaType(r.Headers.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return &Error{http.StatusUnsupportedMediaType, "unsupported_media_type", "the body must be application/json"}
	}
	decoder := json.NewDecoder(strings.NewReader(string(r.Body)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return &Error{http.StatusBadRequest, "bad_json", err.Error()}
	}
	return nil
}

// FromREST reads a REST API's proxy event (v1).
func FromREST(event events.APIGatewayProxyRequest) (*Request, error) {
	body, err := decodeBody(event.Body, event.IsBase64Encoded)
	if err != nil {
		return nil, err
	}
	request := &Request{
		Method:  event.HTTPMethod,
		Path:    event.Path,
		Query:   url.Values(event.MultiValueQueryStringParameters),
		Headers: http.Header{},
		Body:    body,
	}
	for name, value := range event.Headers {
		request.Headers.Set(name, value)
	}
	for name, values := range event.MultiValueHeaders {
		request.Headers[http.CanonicalHeaderKey(name)] = values
	}
	request.Cookies = (&http.Request{Header: request.Headers}).Cookies()
	return request, nil
}

// FromHTTPAPI reads an HTTP API's event (v2), whose cookies stand apart from its headers.
func FromHTTPAPI(event events.APIGatewayV2HTTPRequest) (*Request, error) {
	body, err := decodeBody(event.Body, event.IsBase64Encoded)
	if err != nil {
		return nil, err
	}
	query, err := url.ParseQuery(event.RawQueryString)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	request := &Request{
		Method:  event.RequestContext.HTTP.Method,
		Path:    event.RawPath,
		Query:   query,
		Headers: http.Header{},
		Body:    body,
	}
	if stage := event.RequestContext.Stage; stage != "" && stage != "$default" {
		request.Path = strings.TrimPrefix(request.Path, "/"+stage)
	}
	for name, value := range event.Headers {
		request.Headers.Set(name, value)
	}
	jar := http.Header{"Cookie": {strings.Join(event.Cookies, "; ")}}
	request.Cookies = (&http.Request{Header: jar}).Cookies()
	return request, nil
}

func decodeBody(body string, isBase64 bool) ([]byte, error) {
	if !isBase64 {
		return []byte(body), nil
	}
	decoded, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return nil, fmt.Errorf("body: %w", err)
	}
	return decoded, nil
}
