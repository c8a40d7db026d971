// Command unsupported-left-out has fields that JSON cannot hold, which can be left out.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Job struct {
	Name    string          `json:"name"`
	Pointer *func()         `json:"pointer,omitempty"`
	List    []chan int      `json:"list,omitempty"`
	Null    *chan string    `json:"null"`
	Map     map[bool]string `json:"-"`
	Zero
}

func main() {
	lambda.Start(func(j Job) (Job, error) { return j, nil })
}
