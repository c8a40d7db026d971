// Command anonymous has structs without names, in one another.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(ctx context.Context, r struct {
		User struct {
			Name string `json:"name"`
			Tags []struct {
				Key   string  `json:"key"`
				Value *string `json:"value"`
			} `json:"tags"`
		} `json:"user"`
		Options map[string]struct{ On bool } `json:"options"`
		Point   *struct{ X, Y float64 }      `json:"point,omitempty"`
	}) (struct {
		OK bool `json:"ok"`
	}, error) {
		return struct {
			OK bool `json:"ok"`
		}{true}, nil
	})
}
