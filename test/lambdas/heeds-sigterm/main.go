// Command heeds-sigterm asks aws-lambda-go to run a callback on SIGTERM. As the library does, it stays alive afterwards.
// The callback appends `SIGTERM: wrote N orders` to the file named by the variable MARK_FILE (if it is set) and prints it.
// Each invocation adds an order and answers N.
package main

import (
	"fmt"
	"os"
	"sync/atomic"

	"github.com/aws/aws-lambda-go/lambda"
)

var orders atomic.Int64

func flush() {
	line := fmt.Sprintf("SIGTERM: wrote %d orders\n", orders.Load())
	fmt.Print(line)
	path := os.Getenv("MARK_FILE")
	if path == "" {
		return
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	defer file.Close()
	if _, err := file.WriteString(line); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func main() {
	lambda.StartWithOptions(func() (int64, error) {
		return orders.Add(1), nil
	}, lambda.WithEnableSIGTERM(flush))
}
