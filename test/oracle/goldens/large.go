package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"

	"oracle/cases"
)

// large is a stream that is too long to be kept: only what it is made of, how long it is, and its hash.
type large struct {
	Name   string   `json:"name"`
	Types  []string `json:"types"`
	Bytes  int      `json:"bytes"`
	Sha256 string   `json:"sha256"`
}

func larges() []json.RawMessage {
	list := cases.Large()
	lines := make([]json.RawMessage, len(list))
	each(len(list), func(index int) {
		stream := fresh("large", index, list[index])
		sum := sha256.Sum256(stream)
		l := large{Name: list[index].Name, Bytes: len(stream), Sha256: hex.EncodeToString(sum[:])}
		for _, v := range list[index].Values {
			l.Types = append(l.Types, reflect.TypeOf(v).String())
		}
		lines[index] = line(l)
	})
	return lines
}
