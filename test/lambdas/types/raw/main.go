// Command raw hands JSON on as it is.
package main

import (
	"encoding/json"

	"github.com/aws/aws-lambda-go/lambda"
)

type envelope struct {
	Body    json.RawMessage            `json:"body"`
	Pointer *json.RawMessage           `json:"pointer"`
	Omitted json.RawMessage            `json:"omitted,omitempty"`
	Map     map[string]json.RawMessage `json:"map"`
	List    []json.RawMessage          `json:"list"`
}

func main() {
	lambda.Start(func(e envelope) (envelope, error) { return e, nil })
}
