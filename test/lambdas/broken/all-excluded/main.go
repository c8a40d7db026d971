//go:build plan9

// Command all-excluded has no file left that is built here: its build constraint asks for another system.
package main

func main() {}
