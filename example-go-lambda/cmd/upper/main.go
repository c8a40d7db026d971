// Command upper answers a string in upper case: "daniel" is "DANIEL".
package main

import (
	"fmt"
	"strings"

	"example.com/greeter/internal/validate"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(payload any) (string, error) {
	name, ok := payload.(string)
	if !ok {
		return "", validate.Refuse("payload", "must be a string, got %s", kindOf(payload))
	}
	if err := validate.NotEmpty("payload", name); err != nil {
		return "", err
	}
	return strings.ToUpper(name), nil
}

// kindOf names a JSON value as JSON does.
func kindOf(payload any) string {
	switch payload.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case float64:
		return "a number"
	case []any:
		return "an array"
	case map[string]any:
		return "an object"
	}
	return fmt.Sprintf("a %T", payload)
}

func main() {
	lambda.Start(handle)
}
