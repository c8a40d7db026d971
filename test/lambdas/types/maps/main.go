// Command maps has maps by every kind of key.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type code string

type number int16

type flags map[code]bool

type inner struct {
	Value int `json:"value"`
}

type maps struct {
	Strings  map[string]string         `json:"strings"`
	Codes    map[code]int              `json:"codes"`
	Ints     map[int]string            `json:"ints"`
	Int8s    map[int8]int8             `json:"int8s"`
	Int64s   map[int64]bool            `json:"int64s"`
	Uints    map[uint]string           `json:"uints"`
	Uint8s   map[uint8]string          `json:"uint8s"`
	Uint64s  map[uint64]string         `json:"uint64s"`
	Uintptrs map[uintptr]string        `json:"uintptrs"`
	Numbers  map[number]string         `json:"numbers"`
	Structs  map[string]inner          `json:"structs"`
	Pointers map[string]*inner         `json:"pointers"`
	Lists    map[string][]string       `json:"lists"`
	Nested   map[string]map[int][]bool `json:"nested"`
	Any      map[string]any            `json:"any"`
	Flags    flags                     `json:"flags"`
	Omitted  map[string]int            `json:"omitted,omitempty"`
}

func main() {
	lambda.Start(func(m maps) (maps, error) { return m, nil })
}
