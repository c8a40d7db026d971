// Command times has moments, spans, and what is declared from them.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

// Stamp has lost the methods of what it is made of.
type Stamp time.Time

// Wait is a number of nanoseconds.
type Wait time.Duration

type times struct {
	Time     time.Time            `json:"time"`
	Pointer  *time.Time           `json:"pointer"`
	Omitted  time.Time            `json:"omitted,omitempty"`
	List     []time.Time          `json:"list"`
	Map      map[string]time.Time `json:"map"`
	Duration time.Duration        `json:"duration"`
	Wait     Wait                 `json:"wait"`
	Month    time.Month           `json:"month"`
	Weekday  time.Weekday         `json:"weekday,omitempty"`
	Stamp    Stamp                `json:"stamp"`
}

func main() {
	lambda.Start(func(t times) (times, error) { return t, nil })
}
