// Command anything holds any JSON.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type bag struct {
	Any     any                      `json:"any"`
	Old     interface{}              `json:"old"`
	List    []any                    `json:"list"`
	Map     map[string]any           `json:"map"`
	Pointer *any                     `json:"pointer"`
	Omitted any                      `json:"omitted,omitempty"`
	Objects []map[string]interface{} `json:"objects"`
}

func main() {
	lambda.Start(func(b bag) (bag, error) { return b, nil })
}
