// Command method-value starts a method of a struct with what it depends on.
package main

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

type Store interface {
	Find(ctx context.Context, id string) (*orders.Order, error)
}

type memory map[string]*orders.Order

func (m memory) Find(ctx context.Context, id string) (*orders.Order, error) {
	return m[id], nil
}

type Server struct {
	store Store
	log   *log.Logger
}

type Query struct {
	ID string `json:"id"`
}

// Handle finds an order.
func (s *Server) Handle(ctx context.Context, q Query) (*orders.Order, error) {
	s.log.Print(q.ID)
	return s.store.Find(ctx, q.ID)
}

func NewServer(s Store) *Server {
	return &Server{store: s, log: log.Default()}
}

func main() {
	lambda.Start(NewServer(memory{}).Handle)
}
