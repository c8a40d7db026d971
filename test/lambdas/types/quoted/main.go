// Command quoted puts what it can into strings.
package main

import (
	"encoding/json"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type count int

type text string

type numbers struct {
	Bool       bool            `json:"bool,string"`
	Int        int             `json:"int,string"`
	Int8       int8            `json:"int8,string"`
	Int64      int64           `json:"int64,string"`
	Uint64     uint64          `json:"uint64,string"`
	Uintptr    uintptr         `json:"uintptr,string"`
	Float32    float32         `json:"float32,string"`
	Float64    float64         `json:"float64,string"`
	String     string          `json:"string,string"`
	Count      count           `json:"count,string"`
	Text       text            `json:"text,string"`
	BoolPtr    *bool           `json:"boolPtr,string"`
	IntPtr     *int            `json:"intPtr,string"`
	StringPtr  *string         `json:"stringPtr,string"`
	CountPtr   *count          `json:"countPtr,string"`
	Optional   *int64          `json:"optional,string,omitempty"`
	IntPtrPtr  **int           `json:"intPtrPtr,string"`
	Number     json.Number     `json:"number,string"`
	Duration   time.Duration   `json:"duration,string"`
	Slice      []int           `json:"slice,string"`
	Map        map[string]int  `json:"map,string"`
	Any        any             `json:"any,string"`
	Struct     struct{ A int } `json:"struct,string"`
	OmitNumber json.Number     `json:"omitNumber,omitempty,string"`
}

func main() {
	lambda.Start(func(n numbers) (numbers, error) { return n, nil })
}
