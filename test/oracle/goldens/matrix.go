package main

import (
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"oracle/cases"
	"oracle/notation"
)

// row is what Go makes of one sent value as each of the wanted types.
type row struct {
	Sent string `json:"sent"`
	// Field says that the value, and what is wanted, is field F of a struct.
	Field bool           `json:"field"`
	Hex   string         `json:"hex"`
	Read  map[string]any `json:"read"`
	// Refused holds types by the words of the refusal, in which % is the type.
	Refused map[string][]string `json:"refused"`
}

// matrix sends a value of each type and reads it as each type: as a whole value, and as a field.
func matrix() (lines []json.RawMessage) {
	sent := cases.Matrix()
	for _, inField := range []bool{false, true} {
		for _, v := range sent {
			value := position(reflect.ValueOf(v), inField)
			var stream bytes.Buffer
			check(gob.NewEncoder(&stream).EncodeValue(value))
			r := row{reflect.TypeOf(v).String(), inField, hex.EncodeToString(stream.Bytes()), map[string]any{}, map[string][]string{}}
			for _, w := range sent {
				wanted := reflect.TypeOf(w)
				into := reflect.New(position(reflect.Zero(wanted), inField).Type())
				if err := read(stream.Bytes(), into); err != nil {
					words := strings.Replace(err.Error(), "local type *"+wanted.String()+",", "local type *%,", 1)
					words = strings.Replace(words, "wrong type ("+wanted.String()+")", "wrong type (%)", 1)
					r.Refused[words] = append(r.Refused[words], wanted.String())
				} else if inField {
					r.Read[wanted.String()] = notation.Of(into.Elem().Field(0))
				} else {
					r.Read[wanted.String()] = notation.Of(into.Elem())
				}
			}
			lines = append(lines, line(r))
		}
	}
	return lines
}

// read turns a panic of Go's decoder, of which there is one, into an error.
func read(stream []byte, into reflect.Value) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("panic: %v", panicked)
		}
	}()
	return gob.NewDecoder(bytes.NewReader(stream)).DecodeValue(into)
}

func position(v reflect.Value, inField bool) reflect.Value {
	if !inField {
		return v
	}
	holder := reflect.New(reflect.StructOf([]reflect.StructField{{Name: "F", Type: v.Type()}})).Elem()
	holder.Field(0).Set(v)
	return holder
}
