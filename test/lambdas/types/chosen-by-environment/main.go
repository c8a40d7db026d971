// Command chosen-by-environment is one binary for several functions.
package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

type Create struct {
	Name string `json:"name"`
}

type Created struct {
	ID int64 `json:"id"`
}

type Delete struct {
	ID int64 `json:"id"`
}

func create(ctx context.Context, c Create) (Created, error) {
	return Created{1}, nil
}

func remove(ctx context.Context, d Delete) error {
	return nil
}

func list(ctx context.Context) ([]Created, error) {
	return nil, nil
}

func main() {
	switch os.Getenv("ACTION") {
	case "create":
		lambda.Start(create)
	case "delete":
		lambda.Start(remove)
	default:
		lambda.Start(list)
	}
}
