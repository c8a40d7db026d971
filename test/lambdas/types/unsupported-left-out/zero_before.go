//go:build !go1.24

package main

// Zero is empty where Go knows no omitzero: nothing that has it could be encoded.
type Zero struct{}
