// Package level has types that say themselves how they are written.
package level

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Level is a number that is written as text.
type Level int

const (
	Low Level = iota + 1
	High
)

func (l Level) MarshalText() ([]byte, error) {
	return []byte("level-" + strconv.Itoa(int(l))), nil
}

func (l *Level) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(strings.TrimPrefix(string(text), "level-"))
	*l = Level(n)
	return err
}

// Money has cents, and is written as {"amount": "12.50"}.
type Money struct{ Cents int64 }

func (m Money) MarshalJSON() ([]byte, error) {
	return []byte(fmt.Sprintf(`{"amount":"%d.%02d"}`, m.Cents/100, m.Cents%100)), nil
}

func (m *Money) UnmarshalJSON(text []byte) error {
	var read struct{ Amount json.Number }
	// What is read by a decoder is not followed.
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&read); err != nil {
		return err
	}
	amount, err := read.Amount.Float64()
	m.Cents = int64(amount * 100)
	return err
}

// Word writes itself only where it has an address.
type Word struct{ Text string }

func (w *Word) MarshalJSON() ([]byte, error) {
	return json.Marshal([]string{w.Text})
}

// Colour is text only where it has an address.
type Colour struct{ R, G, B uint8 }

func (c *Colour) MarshalText() ([]byte, error) {
	return []byte(fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)), nil
}

func (c *Colour) UnmarshalText(text []byte) error {
	_, err := fmt.Sscanf(string(text), "#%02x%02x%02x", &c.R, &c.G, &c.B)
	return err
}

// Flexible reads a list or a single text, and is written as the list that it is.
type Flexible []string

func (f *Flexible) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte("[")) {
		return json.Unmarshal(text, (*[]string)(f))
	}
	*f = []string{string(text)}
	return nil
}

// Secret never shows what it is, and is read as the struct that it is.
type Secret struct {
	Value string `json:"value"`
}

func (Secret) MarshalJSON() ([]byte, error) {
	return []byte(`"***"`), nil
}
