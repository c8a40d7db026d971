// Package service starts functions for others.
package service

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/lambda"
)

// Run starts handle with the log that all functions have.
func Run[In, Out any](handle func(context.Context, In) (Out, error)) {
	lambda.Start(Logged(handle))
}

// Logged says of each call how it ended.
func Logged[In, Out any](handle func(context.Context, In) (Out, error)) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (Out, error) {
		out, err := handle(ctx, in)
		log.Printf("error: %v", err)
		return out, err
	}
}
