// Command reads-file reads the file that its payload names, relative to the working directory, and answers {cwd, content}.
// A missing file is an error of type PathError.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

type answer struct {
	Cwd     string `json:"cwd"`
	Content string `json:"content"`
}

func handle(path string) (*answer, error) {
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return &answer{Cwd: cwd, Content: string(content)}, nil
}

func main() {
	lambda.Start(handle)
}
