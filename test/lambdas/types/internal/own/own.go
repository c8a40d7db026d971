// Package own has types whose MarshalJSON and UnmarshalJSON leave it to encoding/json.
package own

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// State is a number that is written and read by its name.
type State int

const (
	Open State = iota
	Closed
)

var stateNames = []string{"open", "closed"}

func (s State) String() string {
	if s < 0 || int(s) >= len(stateNames) {
		return "state " + strconv.Itoa(int(s))
	}
	return stateNames[s]
}

func (s State) MarshalJSON() ([]byte, error) {
	return json.Marshal(s.String())
}

func (s *State) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("state: %w", err)
	}
	for i, name := range stateNames {
		if name == text {
			*s = State(i)
			return nil
		}
	}
	return fmt.Errorf("no state is called %q", text)
}

// Colour is a text, which its methods look at.
type Colour string

const (
	Red  Colour = "red"
	Blue Colour = "blue"
)

func (c Colour) MarshalJSON() ([]byte, error) {
	if c == "" {
		c = Red
	}
	return json.Marshal(string(c))
}

func (c *Colour) UnmarshalJSON(data []byte) error {
	type plain Colour
	err := json.Unmarshal(data, (*plain)(c))
	if err != nil {
		return err
	}
	if *c != Red && *c != Blue {
		return errors.New("no such colour")
	}
	return nil
}

// Priority is written by its name alone, and read as the number that it is.
type Priority int

func (p Priority) MarshalJSON() ([]byte, error) {
	if p > 0 {
		return []byte(`"high"`), nil
	}
	return []byte(strconv.Quote("low " + strconv.Itoa(int(p)))), nil
}

// Label is put between quotes as it is: where that is no JSON, encoding/json refuses it.
type Label string

func (l Label) MarshalJSON() ([]byte, error) {
	return []byte(fmt.Sprintf("\"%s\"", string(l))), nil
}

// Optional may have no value.
type Optional[T any] struct {
	Value T
	Valid bool
}

func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.Valid {
		return []byte("null"), nil
	}
	return json.Marshal(o.Value)
}

func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*o = Optional[T]{}
		return nil
	}
	if err := json.Unmarshal(data, &o.Value); err != nil {
		return err
	}
	o.Valid = true
	return nil
}

// Order is written with a field that it keeps in another way.
type Order struct {
	ID string `json:"id"`
	// Next is delivered later.
	Next  *Order        `json:"next,omitempty"`
	State State         `json:"state"`
	Due   time.Duration `json:"-"`
}

func (o Order) MarshalJSON() ([]byte, error) {
	type alias Order
	return json.Marshal(struct {
		alias
		// DueSeconds is when it is due.
		DueSeconds int32 `json:"dueSeconds"`
	}{alias: alias(o), DueSeconds: int32(o.Due / time.Second)})
}

func (o *Order) UnmarshalJSON(data []byte) error {
	type alias Order
	aux := &struct {
		*alias
		// DueSeconds is when it is due.
		DueSeconds int32 `json:"dueSeconds"`
	}{alias: (*alias)(o)}
	if err := json.Unmarshal(data, &aux); err != nil {
		return err
	}
	o.Due = time.Duration(aux.DueSeconds) * time.Second
	return nil
}

// Shipment has a time of its own, by the trick with an exported alias.
type Shipment struct {
	Weight int       `json:"weight"`
	Notes  []string  `json:"notes"`
	Sent   time.Time `json:"sent"`
}

func (s *Shipment) MarshalJSON() ([]byte, error) {
	type Alias Shipment
	return json.Marshal(&struct {
		*Alias
		Sent int64 `json:"sent"`
	}{
		Alias: (*Alias)(s),
		Sent:  s.Sent.Unix(),
	})
}

func (s *Shipment) UnmarshalJSON(data []byte) error {
	type Alias Shipment
	aux := &struct {
		Sent int64 `json:"sent"`
		*Alias
	}{
		Alias: (*Alias)(s),
	}
	if err := json.Unmarshal(data, &aux); err != nil {
		return err
	}
	s.Sent = time.Unix(aux.Sent, 0)
	return nil
}

// Tags are written as a list where they have an address, else as the struct that they are.
type Tags struct{ All []string }

func (t *Tags) MarshalJSON() ([]byte, error) {
	b, err := json.Marshal(t.All)
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (t *Tags) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &t.All)
}

// Either is a number or a text.
type Either struct {
	Text   string
	Number int
}

func (e Either) MarshalJSON() ([]byte, error) {
	if e.Text != "" {
		return json.Marshal(e.Text)
	}
	return json.Marshal(e.Number)
}

func (e *Either) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, &e.Text)
	}
	return json.Unmarshal(data, &e.Number)
}
