// Package shop is what the handlers call.
package shop

import (
	"context"
	"errors"
	"fmt"
)

// Order is what handlers take.
type Order struct {
	ID    string `json:"id"`
	Items []Item `json:"items"`
}

// Item is a part of an order.
type Item struct {
	Name string `json:"name"`
}

// Receipt is what handlers give.
type Receipt struct {
	Total int `json:"total"`
}

// Receipts is a slice with a name.
type Receipts []Receipt

// Clear makes it nil.
func (r *Receipts) Clear() { *r = nil }

// Page is a list of receipts.
type Page struct {
	First *Receipt `json:"first"`
	All   Receipts `json:"all"`
	Next  *Page    `json:"next"`
}

// Refusal is an error of its own type.
type Refusal struct{ Reason string }

func (r *Refusal) Error() string { return r.Reason }

// Full is an error that is no pointer.
type Full struct{}

func (Full) Error() string { return "full" }

var (
	// ErrClosed never changes.
	ErrClosed = errors.New("closed")
	// ErrRefused holds an error of its own type.
	ErrRefused error = &Refusal{"refused"}
	// ErrCleared is set to nil by Reset.
	ErrCleared = errors.New("cleared")
	// ErrShared is handed out by its address.
	ErrShared = errors.New("shared")
	// ErrUnset is nil.
	ErrUnset error
)

// Reset clears ErrCleared.
func Reset() *error {
	ErrCleared = nil
	return &ErrShared
}

// Refuse is never nil.
func Refuse(format string, values ...any) error {
	if len(values) == 0 {
		return &Refusal{format}
	}
	return fmt.Errorf(format, values...)
}

// Check is nil for an order that has items.
func Check(o Order) error {
	if len(o.Items) == 0 {
		return errors.New("empty")
	}
	return nil
}

// Price gives a receipt or an error.
func Price(ctx context.Context, o Order) (*Receipt, error) {
	if err := Check(o); err != nil {
		return nil, err
	}
	return &Receipt{Total: len(o.Items)}, nil
}

// Find gives nothing at all for an order without an ID.
func Find(ctx context.Context, o Order) (*Receipt, error) {
	if o.ID == "" {
		return nil, nil
	}
	return &Receipt{}, nil
}

// Till keeps receipts.
type Till struct{ last *Receipt }

// Add gives a receipt.
func (t *Till) Add(o Order) (*Receipt, error) {
	r := &Receipt{Total: len(o.Items)}
	t.last = r
	return r, nil
}

// Last is nil for a till that was not used.
func (t *Till) Last() *Receipt { return t.last }

// Adder is a Till, or something else.
type Adder interface {
	Add(o Order) (*Receipt, error)
}
