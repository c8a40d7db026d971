// Command empty-struct takes and gives structs without fields.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Empty struct{}

type hidden struct {
	secret string
}

type answer struct {
	Empty  Empty      `json:"empty"`
	Hidden hidden     `json:"hidden"`
	None   struct{}   `json:"none"`
	Maybe  *struct{}  `json:"maybe,omitempty"`
	List   []struct{} `json:"list,omitempty"`
}

func main() {
	lambda.Start(func(e Empty) (answer, error) { return answer{Hidden: hidden{"x"}}, nil })
}
