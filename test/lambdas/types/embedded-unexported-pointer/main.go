// Command embedded-unexported-pointer answers with a struct behind a pointer of its own. Go could not decode into it.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type meta struct {
	Region string `json:"region"`
	Zone   *int   `json:"zone"`
}

type answer struct {
	*meta
	Name string `json:"name"`
}

func handle(name string) (answer, error) {
	if name == "" {
		return answer{}, nil
	}
	return answer{&meta{Region: "eu-west-1"}, name}, nil
}

func main() {
	lambda.Start(handle)
}
