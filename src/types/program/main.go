// Command types finds the handlers of Lambda functions written in Go, and prints what they take and give.
//
// It is built with the Go that the functions use, and needs nothing but the standard library.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
)

// listFlag collects a flag that is given several times.
type listFlag []string

func (l *listFlag) String() string { return strings.Join(*l, " ") }

func (l *listFlag) Set(value string) error {
	*l = append(*l, value)
	return nil
}

func main() {
	var flags listFlag
	goCommand := flag.String("go", "go", "the go command")
	flag.Var(&flags, "flag", "a flag of the go command, such as -tags=x; can be repeated")
	flag.Parse()
	answer, err := describe(newGoCommand(*goCommand, flags), flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// describe loads all packages at once and finds the handlers of each.
func describe(command *goCommand, dirs []string) (*goTypes, error) {
	loaded, err := loadProgram(command, dirs)
	if err != nil {
		return nil, err
	}
	shapes := newShaper(loaded.fset)
	shapes.bodyOf = loaded.bodyOf
	functions := make([]functionTypes, 0, len(dirs))
	for i, dir := range dirs {
		functions = append(functions, describeFunction(loaded, shapes, dir, loaded.roots[i]))
	}
	return &goTypes{Version: 1, Go: goRelease(), Functions: functions, Declarations: shapes.declarations()}, nil
}
