// Package router serves API Gateway's events by method and path, in the manner of net/http's ServeMux.
package router

import (
	"fmt"
	"net/http"
	"sort"
	"strings"
)

// Handler serves one request. A returned *Error becomes its status, any other error a 500.
type Handler func(*Request) (*Response, error)

// Error is a refusal that the caller may read.
type Error struct {
	Status  int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *Error) Error() string {
	return e.Message
}

type route struct {
	method   string
	segments []string
	handler  Handler
}

// Router holds routes. The first that fits a request serves it.
type Router struct {
	routes []route
}

// Handle adds a route such as "GET /notes/{id}".
func (r *Router) Handle(pattern string, handler Handler) {
	method, path, found := strings.Cut(pattern, " ")
	if !found {
		panic(fmt.Sprintf("router: pattern %q has no method", pattern))
	}
	r.routes = append(r.routes, route{method: method, segments: split(path), handler: handler})
}

// Serve finds the route of a request and answers with what its handler says.
func (r *Router) Serve(request *Request) *Response {
	segments := split(request.Path)
	allowed := map[string]bool{}
	for _, route := range r.routes {
		params, fits := match(route.segments, segments)
		if !fits {
			continue
		}
		if route.method != request.Method {
			allowed[route.method] = true
			continue
		}
		request.params = params
		response, err := route.handler(request)
		if err != nil {
			return failure(err)
		}
		return response
	}
	if len(allowed) > 0 {
		return notAllowed(request, allowed)
	}
	return failure(&Error{http.StatusNotFound, "not_found", fmt.Sprintf("nothing is served at %s", request.Path)})
}

func notAllowed(request *Request, allowed map[string]bool) *Response {
	methods := make([]string, 0, len(allowed))
	for method := range allowed {
		methods = append(methods, method)
	}
	sort.Strings(methods)
	response := failure(&Error{
		http.StatusMethodNotAllowed,
		"method_not_allowed",
		fmt.Sprintf("%s is not allowed at %s", request.Method, request.Path),
	})
	response.Headers["Allow"] = strings.Join(methods, ", ")
	return response
}

func split(path string) []string {
	return strings.Split(strings.Trim(path, "/"), "/")
}

func match(pattern, segments []string) (map[string]string, bool) {
	if len(pattern) != len(segments) {
		return nil, false
	}
	params := map[string]string{}
	for i, part := range pattern {
		if strings.HasPrefix(part, "{") && strings.HasSuffix(part, "}") {
			params[strings.Trim(part, "{}")] = segments[i]
			continue
		}
		if part != segments[i] {
			return nil, false
		}
	}
	return params, true
}
