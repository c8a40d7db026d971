// Command pointers points to everything.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type inner struct {
	Value *int `json:"value"`
}

type pointers struct {
	Bool    *bool              `json:"bool"`
	Int     *int               `json:"int"`
	Float   *float64           `json:"float"`
	String  *string            `json:"string"`
	Struct  *inner             `json:"struct"`
	Slice   *[]string          `json:"slice"`
	Map     *map[string]*inner `json:"map"`
	Array   *[2]*int           `json:"array"`
	Any     *any               `json:"any"`
	Bytes   *[]byte            `json:"bytes"`
	Time    *time.Time         `json:"time"`
	Two     **int              `json:"two"`
	Three   ***inner           `json:"three"`
	Mixed   **[]**inner        `json:"mixed"`
	Omitted **string           `json:"omitted,omitempty"`
}

func main() {
	lambda.Start(func(p pointers) (pointers, error) { return p, nil })
}
