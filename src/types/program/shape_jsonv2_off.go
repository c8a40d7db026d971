//go:build !goexperiment.jsonv2

package main

// streams tells whether encoding/json calls MarshalJSONTo and UnmarshalJSONFrom: it does where it is built on encoding/json/v2.
const streams = false
