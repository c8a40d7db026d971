// Command goldens writes what encoding/gob makes of each case: one file per group, into the folder given.
//
// Go numbers types per process, so each case is written by a process of its own, as a fresh program would write it.
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
	if len(os.Args) == 4 && os.Args[1] == "-case" {
		for _, group := range cases.Groups() {
			for _, c := range group.Cases {
				if group.Name == os.Args[2] && c.Name == os.Args[3] {
					_, err := os.Stdout.Write(write(c))
					check(err)
					return
				}
			}
		}
	}
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: goldens FOLDER")
		os.Exit(2)
	}
	self, err := os.Executable()
	check(err)
	for _, group := range cases.Groups() {
		var lines [][]byte
		for _, c := range group.Cases {
			fresh := exec.Command(self, "-case", group.Name, c.Name)
			fresh.Stderr = os.Stderr
			stream, err := fresh.Output()
			check(err)
			line, err := json.Marshal(describe(c, stream))
			check(err)
			lines = append(lines, line)
		}
		text := append(append([]byte("[\n"), bytes.Join(lines, []byte(",\n"))...), "\n]\n"...)
		check(os.WriteFile(filepath.Join(os.Args[1], group.Name+".json"), text, 0o644))
	}
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

func describe(c cases.Case, stream []byte) golden {
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
	if len(c.As) > 0 {
		return g
	}
	dec := gob.NewDecoder(bytes.NewReader(stream))
	for _, v := range c.Values {
		into := reflect.New(reflect.TypeOf(v))
		check(dec.DecodeValue(into))
		g.Values = append(g.Values, notation.Of(into.Elem()))
	}
	return g
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
