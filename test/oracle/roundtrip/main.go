// Command roundtrip answers the properties of test/gob: each line on stdin is a request, each line on stdout its
// answer. It ends when stdin does. It is built with fresh.go.txt as a part of encoding/gob; see test/oracle/build.ts.
package main

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"reflect"

	"oracle/notation"
)

// request asks to read a stream ("hex") as types and, where "again" is set, to write what was read; or without a stream
// to make values of types from a seed.
type request struct {
	Types []json.RawMessage `json:"types"`
	Hex   *string           `json:"hex"`
	Again bool              `json:"again"`
	Seed  int64             `json:"seed"`
}

type answer struct {
	// Values are those that were read; where one was refused, the error.
	Values []value `json:"values"`
	// Hex is the values as one new Encoder of a new process writes them; left out where one was refused, or nobody asked.
	Hex *string `json:"hex,omitempty"`
	// Left is how many bytes of the stream were not read.
	Left int `json:"left"`
	// Failed says why the request as a whole could not be done.
	Failed string `json:"failed,omitempty"`
}

type value struct {
	Is      json.RawMessage `json:"is,omitempty"`
	Refused string          `json:"refused,omitempty"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	decoder := json.NewDecoder(in)
	encoder := json.NewEncoder(out)
	for decoder.More() {
		var asked request
		check(decoder.Decode(&asked))
		check(encoder.Encode(answered(asked)))
		// Whoever sends several requests at once gets their answers at once.
		if in.Buffered() == 0 {
			check(out.Flush())
		}
	}
}

func answered(asked request) (given answer) {
	defer func() {
		if problem := recover(); problem != nil {
			given = answer{Failed: fmt.Sprint(problem)}
		}
	}()
	var types []reflect.Type
	for _, text := range asked.Types {
		types = append(types, typeOf(text))
	}
	if asked.Hex != nil {
		stream, err := hex.DecodeString(*asked.Hex)
		check(err)
		return read(types, stream, asked.Again)
	}
	random := maker{rand.New(rand.NewSource(asked.Seed)), asked.Seed%4 == 0}
	var values []reflect.Value
	for _, t := range types {
		v := reflect.New(t).Elem()
		random.fill(v, 0, true)
		values = append(values, v)
	}
	return read(types, written(values), true)
}

// read reads one value of each type, going on after those that are refused.
func read(types []reflect.Type, stream []byte, again bool) answer {
	reader := bytes.NewReader(stream)
	dec := gob.NewDecoder(reader)
	given := answer{Values: []value{}}
	var values []reflect.Value
	for _, t := range types {
		into := reflect.New(t)
		if err := decode(dec, into); err != nil {
			given.Values = append(given.Values, value{Refused: err.Error()})
			continue
		}
		values = append(values, into.Elem())
		given.Values = append(given.Values, value{Is: notation.Of(into.Elem())})
	}
	given.Left = reader.Len()
	if again && len(values) == len(types) {
		text := hex.EncodeToString(written(values))
		given.Hex = &text
	}
	return given
}

// decode makes a panic of encoding/gob a refusal: it has some for what a map cannot have as a key.
func decode(dec *gob.Decoder, into reflect.Value) (err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("panic: %v", problem)
		}
	}()
	return dec.DecodeValue(into)
}

func written(values []reflect.Value) []byte {
	gob.Fresh()
	var stream bytes.Buffer
	enc := gob.NewEncoder(&stream)
	for _, v := range values {
		check(enc.EncodeValue(v))
	}
	return stream.Bytes()
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
