// Command never-listens prints two lines and then waits for ever, without lambda.Start.
package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	fmt.Println("waiting for the database")
	fmt.Fprintln(os.Stderr, "database: no answer yet")
	for {
		time.Sleep(time.Hour)
	}
}
