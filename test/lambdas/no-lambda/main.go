// Command no-lambda is an ordinary program: it prints a line and ends with exit code 0.
package main

import "fmt"

func main() {
	fmt.Println("hello")
}
