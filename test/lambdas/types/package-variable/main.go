// Command package-variable starts what a variable of the package holds.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

var handler = func(words []string) (map[string]int, error) {
	counts := map[string]int{}
	for _, word := range words {
		counts[word]++
	}
	return counts, nil
}

func main() {
	lambda.Start(handler)
}
