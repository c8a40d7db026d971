//go:build !go1.22

package main

import "go/types"

// unalias gives t: before Go 1.22 go/types has no type for an alias.
func unalias(t types.Type) types.Type {
	return t
}
