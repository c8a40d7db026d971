// Package billing has an Order of its own.
package billing

type Order struct {
	Number int64  `json:"number"`
	Status Status `json:"status"`
}

type Status int

const (
	Draft Status = iota
	Billed
	Overdue
)
