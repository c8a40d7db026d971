// Command aliases has other names for types.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/billing"
	"lambdas/types/internal/orders"
	"lambdas/types/internal/page"
)

type Order = orders.Order

type Bill = billing.Order

type Inline = struct {
	Value string `json:"value"`
}

type Words = page.Page[string]

type Texts = map[string][]string

type Event = events.EventBridgeEvent

type answer struct {
	Order  Order   `json:"order"`
	Bill   *Bill   `json:"bill"`
	Inline Inline  `json:"inline"`
	Words  Words   `json:"words"`
	Texts  Texts   `json:"texts"`
	Bytes  []uint8 `json:"bytes"`
	Rune   rune    `json:"rune"`
}

func handle(e Event) (answer, error) {
	return answer{}, nil
}

func main() {
	lambda.Start(handle)
}
