//go:build go1.24

package main

// knowsOmitzero tells whether encoding/json heeds the option omitzero.
const knowsOmitzero = true
