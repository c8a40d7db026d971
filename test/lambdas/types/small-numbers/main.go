// Command small-numbers has the small kinds of numbers.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type small struct {
	Int8    int8    `json:"int8"`
	Int16   int16   `json:"int16"`
	Int32   int32   `json:"int32"`
	Uint8   uint8   `json:"uint8"`
	Uint16  uint16  `json:"uint16"`
	Uint32  uint32  `json:"uint32"`
	Float32 float32 `json:"float32"`
	Float64 float64 `json:"float64"`
	Byte    byte    `json:"byte"`
	Rune    rune    `json:"rune"`
}

func main() {
	lambda.Start(func(s small) (small, error) { return s, nil })
}
