// Command embedded-times embeds types that write JSON in a way of their own: a struct without such methods is written as they are.
package main

import (
	"math/big"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type Stamp struct{ time.Time }

// Noted has its way from two levels down; its own fields are not in JSON.
type Noted struct {
	Stamp
	Note string `json:"note"`
}

type Amount struct{ big.Int }

// Day is read in a way of its own, and written as a time.
type Day struct{ time.Time }

func (d *Day) UnmarshalJSON(text []byte) (err error) {
	d.Time, err = time.Parse(`"2006-01-02"`, string(text))
	return err
}

type Event struct {
	At     Stamp            `json:"at"`
	Until  *Stamp           `json:"until"`
	Noted  []Noted          `json:"noted"`
	Amount *Amount          `json:"amount"`
	By     map[string]Noted `json:"by"`
}

type Answer struct {
	Event
	Day  Day            `json:"day"`
	Days map[string]Day `json:"days"`
}

func handle(e Event) (Answer, error) {
	return Answer{Event: e}, nil
}

func main() {
	lambda.Start(handle)
}
