// Command keeps-files writes a file to the folder for temporary files and answers the names of all that are there, as functions
// do that cache what they loaded.
//
//	{"name": "model.bin"}                   writes it
//	{"name": "model.bin", "panic": true}    panics afterwards
package main

import (
	"os"
	"path/filepath"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Name  string `json:"name"`
	Panic bool   `json:"panic"`
}

func handle(r request) ([]string, error) {
	folder := os.TempDir()
	if err := os.WriteFile(filepath.Join(folder, r.Name), []byte(r.Name), 0o600); err != nil {
		return nil, err
	}
	if r.Panic {
		panic("after the file was written")
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, nil
}

func main() {
	lambda.Start(handle)
}
