// Command big-integers answers integers that a JavaScript number cannot hold, at the top, nested and as extremes.
// The payload is ignored.
package main

import (
	"math"

	"github.com/aws/aws-lambda-go/lambda"
)

type item struct {
	Name  string `json:"name"`
	Cents int64  `json:"cents"`
}

type answer struct {
	// 2^53 - 1 is exact in JavaScript, 2^53 + 1 is not.
	Safe     int64  `json:"safe"`
	ID       int64  `json:"id"`
	Items    []item `json:"items"`
	Smallest int64  `json:"smallest"`
	Largest  uint64 `json:"largest"`
	// Digits in a string are not a number.
	Text string `json:"text"`
}

func main() {
	lambda.Start(func() (answer, error) {
		return answer{
			Safe:     9007199254740991,
			ID:       9007199254740993,
			Items:    []item{{Name: "tea", Cents: 250}, {Name: "moon", Cents: 9007199254740993}},
			Smallest: math.MinInt64,
			Largest:  math.MaxUint64,
			Text:     "9007199254740993",
		}, nil
	})
}
