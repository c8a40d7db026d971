//go:build go1.24

package main

// Zero leaves out what is nil without being empty.
type Zero struct {
	Done     chan bool `json:"done,omitzero"`
	Callback func()    `json:"callback,omitzero"`
}
