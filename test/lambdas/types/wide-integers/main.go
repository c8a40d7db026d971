// Command wide-integers has integers that no JavaScript number holds.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type wide struct {
	Int64   int64             `json:"int64"`
	Uint64  uint64            `json:"uint64"`
	Int     int               `json:"int"`
	Uint    uint              `json:"uint"`
	Uintptr uintptr           `json:"uintptr"`
	Quoted  int64             `json:"quoted,string"`
	List    []int64           `json:"list"`
	Map     map[uint64]uint64 `json:"map"`
	Pointer *uint64           `json:"pointer"`
}

func main() {
	lambda.Start(func(w wide) (wide, error) { return w, nil })
}
