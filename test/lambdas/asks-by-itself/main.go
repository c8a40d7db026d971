// Command asks-by-itself speaks the Runtime API without aws-lambda-go. It answers each event as it is.
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	api := os.Getenv("AWS_LAMBDA_RUNTIME_API")
	if api == "" {
		fmt.Fprintln(os.Stderr, "there is no Runtime API")
		os.Exit(1)
	}
	base := "http://" + api + "/2018-06-01/runtime/invocation/"
	for {
		next, err := http.Get(base + "next")
		if err != nil {
			os.Exit(1)
		}
		url := base + next.Header.Get("Lambda-Runtime-Aws-Request-Id") + "/response"
		answer, err := http.Post(url, "application/json", next.Body)
		if err != nil {
			os.Exit(1)
		}
		answer.Body.Close()
		next.Body.Close()
	}
}
