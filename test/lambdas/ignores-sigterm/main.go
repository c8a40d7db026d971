// Command ignores-sigterm ignores SIGTERM, SIGINT and SIGHUP: only SIGKILL ends it. It answers its pid.
package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	signal.Ignore(syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	lambda.Start(func() (int, error) {
		return os.Getpid(), nil
	})
}
