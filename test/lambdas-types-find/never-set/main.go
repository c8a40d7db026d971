package main

import (
	"encoding/json"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

var handler struct {
	Function any
}

func main() {
	if err := json.NewDecoder(os.Stdin).Decode(&handler); err != nil {
		panic(err)
	}
	lambda.Start(handler.Function)
}
