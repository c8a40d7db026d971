// Command panics-in-init panics before main() unless TABLE_NAME is set: exit code 2 and Go's own report on stderr.
// With the variable it answers its value.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

var table string

func init() {
	table = mustGetenv("TABLE_NAME")
}

func mustGetenv(name string) string {
	value := os.Getenv(name)
	if value == "" {
		panic("missing " + name)
	}
	return value
}

func main() {
	lambda.Start(func() (string, error) {
		return table, nil
	})
}
