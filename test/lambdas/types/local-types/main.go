// Command local-types has types that are declared within functions, two of one name.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

func create() any {
	type request struct {
		Name string `json:"name"`
	}
	type response struct {
		ID int `json:"id"`
	}
	return func(r request) (response, error) { return response{1}, nil }
}

func remove() any {
	type request struct {
		ID int `json:"id"`
	}
	type item struct {
		Request request `json:"request"`
	}
	type response struct {
		Removed []item `json:"removed"`
	}
	return func(r request) (response, error) { return response{}, nil }
}

func main() {
	if os.Getenv("ACTION") == "remove" {
		lambda.Start(remove())
		return
	}
	lambda.Start(create())
}
