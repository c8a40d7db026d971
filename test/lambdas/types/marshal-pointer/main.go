// Command marshal-pointer has methods on pointers: they are called where the value has an address.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type inner struct {
	Word level.Word `json:"word"`
}

type answer struct {
	Value   level.Word            `json:"value"`
	Pointer *level.Word           `json:"pointer"`
	Slice   []level.Word          `json:"slice"`
	Array   [1]level.Word         `json:"array"`
	Map     map[string]level.Word `json:"map"`
	Inner   inner                 `json:"inner"`
	InnerP  *inner                `json:"innerPointer"`
	Inners  []inner               `json:"inners"`
	Colour  level.Colour          `json:"colour"`
	Colours []level.Colour        `json:"colours"`
	ColourP *level.Colour         `json:"colourPointer"`
}

func main() {
	lambda.Start(func() (answer, error) { return answer{}, nil })
}
