// Command unmarshalable-answer returns a value that has no JSON.
//
//	{"with": "channel"}     a channel (type UnsupportedTypeError), the default
//	{"with": "nan"}         a number that JSON does not have (type UnsupportedValueError)
//	{"with": "marshaler"}   a type whose MarshalJSON fails (type MarshalerError)
//	{"with": "nothing"}     answers "calm"
package main

import (
	"errors"
	"fmt"
	"math"

	"github.com/aws/aws-lambda-go/lambda"
)

// Amount refuses to be written.
type Amount int

// MarshalJSON always fails.
func (Amount) MarshalJSON() ([]byte, error) {
	return nil, errors.New("amount without a currency")
}

type request struct {
	With string `json:"with"`
}

func handle(r request) (any, error) {
	switch r.With {
	case "channel", "":
		return make(chan int), nil
	case "nan":
		return math.NaN(), nil
	case "marshaler":
		return Amount(3), nil
	case "nothing":
		return "calm", nil
	}
	return nil, fmt.Errorf("nothing is called %q", r.With)
}

func main() {
	lambda.Start(handle)
}
