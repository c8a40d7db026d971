// Command splits-characters writes the bytes that its payload gives in base64 as they are, so that a character of several bytes
// can be begun in one invocation and ended in the next. It answers how many it wrote.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

func handle(bytes []byte) (int, error) {
	return os.Stdout.Write(bytes)
}

func main() {
	lambda.Start(handle)
}
