// Command constants-of-text has groups of constants that are text.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

// Size is how large a shirt is.
type Size string

const (
	// Small fits children.
	Small  Size = "S"
	Medium Size = "M"
	Large  Size = "L" // the most common one
	XLarge      = Size("XL")
)

// Mode has a single constant.
type Mode string

const Only Mode = "only"

// Quote has texts that need care.
type Quote string

const (
	Single  Quote = "it's"
	Double  Quote = `"`
	Newline Quote = "a\nb"
	Empty   Quote = ""
	Letter  Quote = "größe"
)

const unrelated = "X"

type shirt struct {
	Size   Size          `json:"size"`
	Mode   Mode          `json:"mode"`
	Quote  Quote         `json:"quote"`
	Sizes  []Size        `json:"sizes"`
	Stock  map[Size]int  `json:"stock"`
	Other  *Size         `json:"other"`
	Status orders.Status `json:"status,omitempty"`
}

func main() {
	lambda.Start(func(s shirt) (shirt, error) {
		s.Mode = Only
		_ = unrelated
		return s, nil
	})
}
