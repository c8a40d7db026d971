//go:build go1.22

package main

import "go/types"

// aliased is the type that an alias stands for, and any other type itself.
func aliased(t types.Type) types.Type { return types.Unalias(t) }
