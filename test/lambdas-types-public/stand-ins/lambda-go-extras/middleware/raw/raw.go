// Package raw stands for the middleware that logs payloads.
package raw

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/wolfeidau/lambda-go-extras/middleware"
)

func New() middleware.Middleware {
	return func(next lambda.Handler) lambda.Handler {
		return middleware.HandlerFunc(func(ctx context.Context, payload []byte) ([]byte, error) {
			log.Printf("%s", payload)
			answer, err := next.Invoke(ctx, payload)
			log.Printf("%s", answer)
			return answer, err
		})
	}
}
