// Package dynamodbevent stands for that of github.com/nguyengg/golambda: a Start for one kind of event.
package dynamodbevent

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type Handler func(ctx context.Context, event events.DynamoDBEvent) error

func Start(handler Handler) {
	lambda.Start(func(ctx context.Context, event events.DynamoDBEvent) (err error) {
		defer func() {
			if err != nil {
				log.Println(err)
			}
		}()
		return handler(ctx, event)
	})
}
