// Command quoted-methods puts types with methods of their own into strings, which ask for no such thing.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type answer struct {
	Level   level.Level  `json:"level,string"`
	Pointer *level.Level `json:"pointer,string"`
	Time    time.Time    `json:"time,string"`
}

func main() {
	lambda.Start(func() (answer, error) { return answer{}, nil })
}
