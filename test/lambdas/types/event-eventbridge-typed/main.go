// Command event-eventbridge-typed hears what happens, with details of its own type.
package main

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/billing"
	"lambdas/types/internal/orders"
)

// Event is what EventBridge sends, around a Detail.
type Event[T any] struct {
	ID         string    `json:"id"`
	DetailType string    `json:"detail-type"`
	Source     string    `json:"source"`
	Time       time.Time `json:"time"`
	Resources  []string  `json:"resources"`
	Detail     T         `json:"detail"`
}

func main() {
	lambda.Start(func(ctx context.Context, e Event[orders.Order]) (*Event[billing.Order], error) { return nil, nil })
}
