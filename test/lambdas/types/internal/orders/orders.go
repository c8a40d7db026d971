// Package orders holds what several functions of a shop share.
package orders

import "time"

// Status is how far an order has come.
type Status string

const (
	// Open is where every order begins.
	Open Status = "open"
	Paid Status = "paid"
	Sent Status = "sent" // on its way
)

// Order is what a customer wants.
type Order struct {
	ID       string    `json:"id"`
	Status   Status    `json:"status"`
	Lines    []Line    `json:"lines"`
	Customer *Customer `json:"customer"`
	// Placed is when the customer pressed the button.
	Placed time.Time `json:"placed"`
}

// Line is one article of an order.
type Line struct {
	Article  string  `json:"article"`
	Quantity int     `json:"quantity"`
	Price    float64 `json:"price,omitempty"`
}

type Customer struct {
	Name  string            `json:"name"`
	Mail  string            `json:"mail,omitempty"`
	Notes map[string]string `json:"notes"`
}
