// Command embedded-twice reaches one struct on two ways, whose fields fall out.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Common struct {
	ID string `json:"id"`
}

type Left struct {
	Common
	L int `json:"l"`
}

type Right struct {
	Common
	R int `json:"r"`
}

type both struct {
	Left
	Right
	Own string `json:"own"`
}

func main() {
	lambda.Start(func(b both) (both, error) { return b, nil })
}
