// Command generic-helper starts through a generic helper of another package.
package main

import (
	"context"

	"lambdas/types/internal/orders"
	"lambdas/types/internal/service"
)

type request struct {
	Order orders.Order `json:"order"`
}

type response struct {
	Accepted bool `json:"accepted"`
}

func handle(ctx context.Context, r request) (response, error) {
	return response{len(r.Order.Lines) > 0}, nil
}

func main() {
	service.Run(handle)
}
