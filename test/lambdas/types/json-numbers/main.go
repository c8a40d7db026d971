// Command json-numbers keeps numbers as they were written.
package main

import (
	"encoding/json"

	"github.com/aws/aws-lambda-go/lambda"
)

type amount json.Number

type numbers struct {
	Number  json.Number            `json:"number"`
	Pointer *json.Number           `json:"pointer"`
	Quoted  json.Number            `json:"quoted,string"`
	Omitted json.Number            `json:"omitted,omitempty"`
	List    []json.Number          `json:"list"`
	Map     map[string]json.Number `json:"map"`
	Named   amount                 `json:"named"`
}

func main() {
	lambda.Start(func(n numbers) (numbers, error) { return n, nil })
}
