//go:build goexperiment.jsonv2

package main

// onV2 tells whether encoding/json is built on encoding/json/v2, as it is from Go 1.27 on. With its own options it is
// the same to all but what few programs do: it also calls MarshalJSONTo, UnmarshalJSONFrom and AppendText, reads
// malformed tags in another way, and finds methods behind types without a name.
const onV2 = true
