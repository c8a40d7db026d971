// Command bytes has bytes in all their forms: most are base64, arrays are numbers.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type digest []byte

type octet byte

type hash [4]byte

type data struct {
	Bytes    []byte            `json:"bytes"`
	Uint8s   []uint8           `json:"uint8s"`
	Named    digest            `json:"named"`
	Octets   []octet           `json:"octets"`
	Hash     hash              `json:"hash"`
	Array    [2]byte           `json:"array"`
	Lists    [][]byte          `json:"lists"`
	Pointer  *[]byte           `json:"pointer"`
	Pointers []*byte           `json:"pointers"`
	Map      map[string][]byte `json:"map"`
	Int8s    []int8            `json:"int8s"`
	Omitted  []byte            `json:"omitted,omitempty"`
	Byte     byte              `json:"byte"`
	Rune     rune              `json:"rune"`
	Runes    []rune            `json:"runes"`
}

func main() {
	lambda.Start(func(d data) (data, error) { return d, nil })
}
