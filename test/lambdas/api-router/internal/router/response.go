package router

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"github.com/aws/aws-lambda-go/events"
)

// Response is what both kinds of event are answered with.
type Response struct {
	Status  int
	Headers map[string]string
	Cookies []*http.Cookie
	Body    []byte
	// Binary bodies travel as base64.
	Binary bool
}

// JSON answers a value.
func JSON(status int, value any) (*Response, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return &Response{
		Status:  status,
		Headers: map[string]string{"Content-Type": "application/json"},
		Body:    body,
	}, nil
}

func failure(err error) *Response {
	var refusal *Error
	if !errors.As(err, &refusal) {
		log.Printf("internal error: %v", err)
		refusal = &Error{http.StatusInternalServerError, "internal", "something went wrong"}
	}
	response, err := JSON(refusal.Status, map[string]*Error{"error": refusal})
	if err != nil {
		return &Response{Status: http.StatusInternalServerError, Headers: map[string]string{}}
	}
	return response
}

func (r *Response) body() string {
	if r.Binary {
		return base64.StdEncoding.EncodeToString(r.Body)
	}
	return string(r.Body)
}

// REST is the answer to a REST API's proxy event. Several cookies need a header with several values.
func (r *Response) REST() *events.APIGatewayProxyResponse {
	response := &events.APIGatewayProxyResponse{
		StatusCode:      r.Status,
		Headers:         r.Headers,
		Body:            r.body(),
		IsBase64Encoded: r.Binary,
	}
	if len(r.Cookies) > 0 {
		response.MultiValueHeaders = map[string][]string{"Set-Cookie": cookieTexts(r.Cookies)}
	}
	return response
}

// HTTPAPI is the answer to an HTTP API's event.
func (r *Response) HTTPAPI() *events.APIGatewayV2HTTPResponse {
	return &events.APIGatewayV2HTTPResponse{
		StatusCode:      r.Status,
		Headers:         r.Headers,
		Body:            r.body(),
		IsBase64Encoded: r.Binary,
		Cookies:         cookieTexts(r.Cookies),
	}
}

func cookieTexts(cookies []*http.Cookie) []string {
	texts := make([]string, len(cookies))
	for i, cookie := range cookies {
		texts[i] = cookie.String()
	}
	return texts
}
