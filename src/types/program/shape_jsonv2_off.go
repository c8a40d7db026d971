//go:build !goexperiment.jsonv2

package main

// onV2 tells whether encoding/json is built on encoding/json/v2.
const onV2 = false
