// Command exits-at-start gives up in its init phase: two lines, then exit code 3.
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	fmt.Println("reading the configuration")
	fmt.Fprintln(os.Stderr, "configuration: TABLE_NAME is not set")
	os.Exit(3)
	lambda.Start(func() {})
}
