// Command bytes-with-methods has slices of bytes that write themselves: no base64.
package main

import (
	"fmt"

	"github.com/aws/aws-lambda-go/lambda"
)

// Grade is a byte that is written as text.
type Grade byte

func (g Grade) MarshalText() ([]byte, error) {
	return []byte{'A' + byte(g)%6}, nil
}

// Bit writes itself, where it has an address, as true or false.
type Bit uint8

func (b *Bit) MarshalJSON() ([]byte, error) {
	return []byte(fmt.Sprint(*b != 0)), nil
}

type answer struct {
	Grades []Grade `json:"grades"`
	Grade  Grade   `json:"grade"`
	Bits   []Bit   `json:"bits"`
	Bit    Bit     `json:"bit"`
	Array  [2]Bit  `json:"array"`
}

func main() {
	lambda.Start(func() (answer, error) { return answer{}, nil })
}
