// Command go-too-new would compile, but its go.mod asks for a Go that does not exist yet.
package main

func main() {}
