// Command hello is the least that a Go program does: how long its whole run takes is what a start is measured by.
package main

import "fmt"

func main() {
	fmt.Println("Hello, world")
}
