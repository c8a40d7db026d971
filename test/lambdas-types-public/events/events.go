// Package events is what these functions take and give.
package events

type Notification struct {
	Subject string `json:"subject"`
}

type Delivery struct {
	ID string `json:"id"`
}
