// Command writes prints as many lines of 100 bytes as it is told: as a Lambda function by its payload, as a program of
// its own by its argument. One write for each line, as with fmt.Println everywhere.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

var line = strings.Repeat("x", 99)

func work(lines int) (int, error) {
	for range make([]struct{}, lines) {
		if _, err := fmt.Println(line); err != nil {
			return 0, err
		}
	}
	return lines, nil
}

func main() {
	if len(os.Args) < 2 {
		lambda.Start(work)
		return
	}
	lines, err := strconv.Atoi(os.Args[1])
	if err == nil {
		_, err = work(lines)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
