// Package orders holds what the handlers here take and give.
package orders

type Order struct {
	ID string `json:"id"`
}

type Receipt struct {
	Total int `json:"total"`
}

type Refund struct {
	Amount int `json:"amount"`
}
