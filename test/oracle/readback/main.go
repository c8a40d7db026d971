// Command readback reads gob streams with encoding/gob. Each line on stdin is {"types": […], "hex": "…"}; the answer is
// a line of JSON: the values, or {"error": "…"}.
package main

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"reflect"

	"oracle/cases"
	"oracle/notation"
)

func main() {
	types := cases.Types()
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		var line struct {
			Types []string
			Hex   string
		}
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			panic(err)
		}
		values, err := read(types, line.Types, line.Hex)
		var answer any = values
		if err != nil {
			answer = map[string]string{"error": err.Error()}
		}
		text, err := json.Marshal(answer)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(out, "%s\n", text)
	}
}

func read(types map[string]reflect.Type, names []string, text string) ([]json.RawMessage, error) {
	stream, err := hex.DecodeString(text)
	if err != nil {
		return nil, err
	}
	reader := bytes.NewReader(stream)
	dec := gob.NewDecoder(reader)
	values := []json.RawMessage{}
	for _, name := range names {
		into := reflect.New(types[name])
		if err := dec.DecodeValue(into); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		values = append(values, notation.Of(into.Elem()))
	}
	if reader.Len() != 0 {
		return nil, fmt.Errorf("%d bytes left over", reader.Len())
	}
	return values, nil
}
