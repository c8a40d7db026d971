// Package greeting is a library: it compiles, but it is no program.
package greeting

// Hello greets.
func Hello(name string) string {
	return "hello " + name
}
