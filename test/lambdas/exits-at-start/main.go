// Command exits-at-start gives up in its init phase unless TABLE_NAME is set: two lines, then exit code 3.
// With the variable it answers its value.
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	fmt.Println("reading the configuration")
	table := os.Getenv("TABLE_NAME")
	if table == "" {
		fmt.Fprintln(os.Stderr, "configuration: TABLE_NAME is not set")
		os.Exit(3)
	}
	lambda.Start(func() (string, error) {
		return table, nil
	})
}
