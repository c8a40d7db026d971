// Command goldens writes what encoding/gob makes of each case: one file per group, into the folder given, and beside
// them the table of what may be read as what.
package main

import (
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"sync"

	"oracle/cases"
	"oracle/notation"
)

type golden struct {
	Name   string            `json:"name"`
	Types  []string          `json:"types"`
	Hex    string            `json:"hex"`
	Values []json.RawMessage `json:"values,omitempty"`
	Random bool              `json:"random,omitempty"`
	As     []reading         `json:"as,omitempty"`
}

// reading is what Go's decoder makes of the bytes: a value, or a refusal.
type reading struct {
	Type    string          `json:"type"`
	Value   json.RawMessage `json:"value,omitempty"`
	Refused string          `json:"refused,omitempty"`
}

func main() {
	switch {
	case len(os.Args) == 4 && os.Args[1] == "-stream":
		print(write(find(os.Args[2], os.Args[3])))
	case len(os.Args) == 4 && os.Args[1] == "-golden":
		c := find(os.Args[2], os.Args[3])
		print(describe(c, write(c)))
	case len(os.Args) == 2 && os.Args[1] == "-matrix":
		print(file(matrix()))
	case len(os.Args) == 2:
		writeAll(os.Args[1])
	default:
		fmt.Fprintln(os.Stderr, "usage: goldens FOLDER")
		os.Exit(2)
	}
}

func writeAll(folder string) {
	save := func(name string, text []byte) {
		check(os.WriteFile(filepath.Join(folder, name+".json"), text, 0o644))
	}
	for _, group := range cases.Groups() {
		list := group.Cases()
		lines := make([]json.RawMessage, len(list))
		each(len(list), func(index int) {
			if len(list[index].As) > 0 {
				// Go's refusals name the types that were sent only where the same process has sent them.
				lines[index] = inProcess("-golden", group.Name, strconv.Itoa(index))
			} else {
				lines[index] = describe(list[index], fresh(group.Name, index, list[index]))
			}
		})
		save(group.Name, file(lines))
	}
	save("large", file(larges()))
	save("matrix", inProcess("-matrix"))
}

func find(group, index string) cases.Case {
	number, err := strconv.Atoi(index)
	check(err)
	for _, g := range append(cases.Groups(), cases.Group{Name: "large", Cases: cases.Large}) {
		if g.Name == group {
			return g.Cases()[number]
		}
	}
	panic("no group " + group)
}

func print(text []byte) {
	_, err := os.Stdout.Write(text)
	check(err)
}

// each calls f for 0 to n-1, a few at a time.
func each(n int, f func(index int)) {
	var wait sync.WaitGroup
	indexes := make(chan int)
	for n := runtime.NumCPU(); n > 0; n-- {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for index := range indexes {
				f(index)
			}
		}()
	}
	for index := 0; index < n; index++ {
		indexes <- index
	}
	close(indexes)
	wait.Wait()
}

// file is the text of a file of goldens: one a line.
func file(lines []json.RawMessage) []byte {
	texts := make([][]byte, len(lines))
	for index, line := range lines {
		texts[index] = line
	}
	return append(append([]byte("[\n"), bytes.Join(texts, []byte(",\n"))...), "\n]\n"...)
}

// fresh gives the bytes as a program writes them that encodes nothing else: Go numbers types per process, so a stream
// that defines types is written by a process of its own.
func fresh(group string, index int, c cases.Case) []byte {
	var once messages
	enc := gob.NewEncoder(&once)
	for _, v := range c.Values {
		check(enc.Encode(v))
	}
	if once.count == len(c.Values) {
		return once.Bytes()
	}
	return inProcess("-stream", group, strconv.Itoa(index))
}

// inProcess gives what a process of this program prints.
func inProcess(args ...string) []byte {
	self, err := os.Executable()
	check(err)
	process := exec.Command(self, args...)
	process.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=off")
	process.Stderr = os.Stderr
	text, err := process.Output()
	check(err)
	return text
}

// messages counts: the encoder writes each message with one call.
type messages struct {
	bytes.Buffer
	count int
}

func (m *messages) Write(message []byte) (int, error) {
	m.count++
	return m.Buffer.Write(message)
}

func write(c cases.Case) []byte {
	// Go's order of maps is random: of many tries the least is kept, so that the file is the same each time.
	tries := 1
	if c.Random {
		tries = 5000
	}
	var least []byte
	for ; tries > 0; tries-- {
		var stream bytes.Buffer
		enc := gob.NewEncoder(&stream)
		for _, v := range c.Values {
			check(enc.Encode(v))
		}
		if least == nil || bytes.Compare(stream.Bytes(), least) < 0 {
			least = stream.Bytes()
		}
	}
	return least
}

func describe(c cases.Case, stream []byte) json.RawMessage {
	g := golden{Name: c.Name, Hex: hex.EncodeToString(stream), Random: c.Random}
	for _, v := range c.Values {
		g.Types = append(g.Types, reflect.TypeOf(v).String())
	}
	for _, as := range c.As {
		r := reading{Type: reflect.TypeOf(as).String()}
		into := reflect.New(reflect.TypeOf(as))
		if err := gob.NewDecoder(bytes.NewReader(stream)).DecodeValue(into); err != nil {
			r.Refused = err.Error()
		} else {
			r.Value = notation.Of(into.Elem())
		}
		g.As = append(g.As, r)
	}
	if len(c.As) == 0 {
		dec := gob.NewDecoder(bytes.NewReader(stream))
		for _, v := range c.Values {
			into := reflect.New(reflect.TypeOf(v))
			check(dec.DecodeValue(into))
			g.Values = append(g.Values, notation.Of(into.Elem()))
		}
	}
	return line(g)
}

func line(v any) json.RawMessage {
	text, err := json.Marshal(v)
	check(err)
	return text
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
