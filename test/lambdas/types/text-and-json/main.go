// Command text-and-json has both kinds of methods: those for JSON come first.
package main

import (
	"encoding/json"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

// Both is written by MarshalJSON, as an object.
type Both string

func (b Both) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"both": string(b)})
}

func (b Both) MarshalText() ([]byte, error) {
	return []byte(strings.ToUpper(string(b))), nil
}

type answer struct {
	Both  Both          `json:"both"`
	List  []Both        `json:"list"`
	ByKey map[Both]Both `json:"byKey"`
}

func main() {
	lambda.Start(func() (answer, error) { return answer{}, nil })
}
