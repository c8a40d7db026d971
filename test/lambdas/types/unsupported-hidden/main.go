// Command unsupported-hidden has fields that JSON cannot hold, and says that they are not meant.
package main

import (
	"context"
	"sync"

	"github.com/aws/aws-lambda-go/lambda"
)

type job struct {
	Name     string    `json:"name"`
	Done     chan bool `json:"-"`
	Callback func()    `json:"-"`
	wait     sync.WaitGroup
	errors   chan error
	Complex  complex128      `json:"-"`
	Context  context.Context `json:"-"`
}

func main() {
	lambda.Start(func(j *job) (*job, error) {
		j.wait.Wait()
		close(j.errors)
		return j, nil
	})
}
