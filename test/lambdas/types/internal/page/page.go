// Package page cuts long lists into pages.
package page

// Page is a part of a list, with the way to the next one.
type Page[T any] struct {
	Items []T `json:"items"`
	// Next is given back to get what follows; "" on the last page.
	Next string `json:"next,omitempty"`
}

// Pair is two things.
type Pair[A, B any] struct {
	First  A `json:"first"`
	Second B `json:"second"`
}

// Tree is a value with others below it.
type Tree[T any] struct {
	Value    T          `json:"value"`
	Children []*Tree[T] `json:"children"`
}

// Optional is a value that may be missing.
type Optional[T any] struct {
	Value *T   `json:"value,omitempty"`
	Set   bool `json:"set"`
}
