// Command speaks-slowly-at-start takes its time in the init phase: as many milliseconds as the variable INIT_MS says (none: 500).
// It prints a line before and after, and answers the milliseconds that init took.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

var initTook time.Duration

func init() {
	begin := time.Now()
	ms, err := strconv.Atoi(os.Getenv("INIT_MS"))
	if err != nil {
		ms = 500
	}
	fmt.Printf("loading the model for %d ms\n", ms)
	time.Sleep(time.Duration(ms) * time.Millisecond)
	fmt.Println("model loaded")
	initTook = time.Since(begin)
}

func main() {
	lambda.Start(func() (int64, error) {
		return initTook.Milliseconds(), nil
	})
}
