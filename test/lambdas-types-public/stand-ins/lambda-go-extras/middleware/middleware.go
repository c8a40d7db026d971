// Package middleware stands for that of github.com/wolfeidau/lambda-go-extras: a chain of handlers, put together in a loop.
package middleware

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type HandlerFunc func(ctx context.Context, payload []byte) ([]byte, error)

func (f HandlerFunc) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	return f(ctx, payload)
}

type Middleware func(next lambda.Handler) lambda.Handler

type Chain struct {
	middlewares []Middleware
}

func New(middlewares ...Middleware) Chain {
	return Chain{append([]Middleware(nil), middlewares...)}
}

func (c *Chain) Use(middlewares ...Middleware) {
	c.middlewares = append(c.middlewares, middlewares...)
}

func (c Chain) Then(handler lambda.Handler) lambda.Handler {
	for i := range c.middlewares {
		handler = c.middlewares[len(c.middlewares)-1-i](handler)
	}
	return handler
}
