// Command marshal-both-ways has one type with an address and without, in one answer.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type Pair struct {
	Word level.Word `json:"word"`
}

type answer struct {
	Here  Pair   `json:"here"`
	There *Pair  `json:"there"`
	List  []Pair `json:"list"`
}

func main() {
	lambda.Start(func() (answer, error) { return answer{}, nil })
}
