// Command omit-zero leaves out what is zero, or says that it is. Releases before Go 1.24 do not know omitzero.
package main

import (
	"encoding/json"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type inner struct {
	Value int `json:"value,omitzero"`
}

type even int

func (e even) IsZero() bool { return e%2 == 0 }

type spot struct{ X, Y int }

func (s *spot) IsZero() bool { return s.X == 0 }

type everything struct {
	Bool    bool            `json:"bool,omitzero"`
	Int     int             `json:"int,omitzero"`
	String  string          `json:"string,omitzero"`
	Pointer *int            `json:"pointer,omitzero"`
	Slice   []int           `json:"slice,omitzero"`
	Either  []int           `json:"either,omitempty,omitzero"`
	Map     map[string]int  `json:"map,omitzero"`
	Array   [2]int          `json:"array,omitzero"`
	Struct  inner           `json:"struct,omitzero"`
	Always  inner           `json:"always"`
	Any     any             `json:"any,omitzero"`
	Time    time.Time       `json:"time,omitzero"`
	Even    even            `json:"even,omitzero"`
	EvenPtr *even           `json:"evenPtr,omitzero"`
	Spot    spot            `json:"spot,omitzero"`
	SpotPtr *spot           `json:"spotPtr,omitzero"`
	Quoted  int             `json:"quoted,omitzero,string"`
	Raw     json.RawMessage `json:"raw,omitzero"`
}

func main() {
	lambda.Start(func(e *everything) (*everything, error) { return e, nil })
}
