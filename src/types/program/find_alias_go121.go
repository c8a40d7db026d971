//go:build !go1.22

package main

import "go/types"

// aliased is the type itself: before Go 1.22 no alias is left in what is checked.
func aliased(t types.Type) types.Type { return t }
