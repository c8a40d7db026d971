// Command fails-with-error answers each invocation with a plain error (type errorString).
//
//	"the text of the error"
//	{"base64": "//4="}    a text that JSON cannot hold: any bytes
//	{"calm": true}        no error: null
//
// Without a payload (null) the text is "something went wrong"; the empty string makes an error without a text.
package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(payload json.RawMessage) error {
	var text *string
	if json.Unmarshal(payload, &text) == nil {
		if text == nil {
			return errors.New("something went wrong")
		}
		return errors.New(*text)
	}
	var bytes struct {
		Base64 string `json:"base64"`
		Calm   bool   `json:"calm"`
	}
	if err := json.Unmarshal(payload, &bytes); err != nil {
		return err
	}
	if bytes.Calm {
		return nil
	}
	decoded, err := base64.StdEncoding.DecodeString(bytes.Base64)
	if err != nil {
		return err
	}
	return errors.New(string(decoded))
}

func main() {
	lambda.Start(handle)
}
