// Command omit-empty leaves out what is empty, of every kind.
package main

import (
	"encoding/json"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type inner struct {
	Value int `json:"value,omitempty"`
}

type everything struct {
	Bool      bool              `json:"bool,omitempty"`
	Int       int               `json:"int,omitempty"`
	Uint8     uint8             `json:"uint8,omitempty"`
	Float     float64           `json:"float,omitempty"`
	String    string            `json:"string,omitempty"`
	Pointer   *int              `json:"pointer,omitempty"`
	Pointers  **int             `json:"pointers,omitempty"`
	Slice     []int             `json:"slice,omitempty"`
	Bytes     []byte            `json:"bytes,omitempty"`
	Map       map[string]int    `json:"map,omitempty"`
	Array     [2]int            `json:"array,omitempty"`
	NoArray   [0]int            `json:"noArray,omitempty"`
	Struct    inner             `json:"struct,omitempty"`
	StructPtr *inner            `json:"structPtr,omitempty"`
	Any       any               `json:"any,omitempty"`
	Raw       json.RawMessage   `json:"raw,omitempty"`
	Number    json.Number       `json:"number,omitempty"`
	Time      time.Time         `json:"time,omitempty"`
	TimePtr   *time.Time        `json:"timePtr,omitempty"`
	Duration  time.Duration     `json:"duration,omitempty"`
	Maps      []map[string]*int `json:"maps,omitempty"`
}

func main() {
	lambda.Start(func(e everything) (everything, error) { return e, nil })
}
