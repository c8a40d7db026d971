// Command generic-struct has a handler that is a method of a generic struct.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
	"lambdas/types/internal/page"
)

type Store[T any] struct {
	values map[string]T
}

type Query struct {
	Key string `json:"key"`
}

func (s *Store[T]) Find(ctx context.Context, q Query) (page.Page[T], error) {
	return page.Page[T]{Items: []T{s.values[q.Key]}}, nil
}

func main() {
	s := &Store[orders.Order]{values: map[string]orders.Order{}}
	lambda.Start(s.Find)
}
