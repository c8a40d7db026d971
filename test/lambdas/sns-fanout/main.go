// Command sns-fanout decides by a message's attribute "channel" to whom it goes, and answers the deliveries. A message is JSON:
// {"orderId": "o-1", "status": "shipped"}. It is all or nothing, as SNS has no partial answers: the first bad message is the error.
package main

import (
	"encoding/json"
	"fmt"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type status struct {
	OrderID string `json:"orderId"`
	Status  string `json:"status"`
}

type delivery struct {
	MessageID string `json:"messageId"`
	Channel   string `json:"channel"`
	Text      string `json:"text"`
}

// BadMessageError names the message that could not be delivered.
type BadMessageError struct {
	MessageID string
	Cause     error
}

func (e *BadMessageError) Error() string {
	return fmt.Sprintf("message %s: %v", e.MessageID, e.Cause)
}

func (e *BadMessageError) Unwrap() error {
	return e.Cause
}

func channelsOf(message events.SNSEntity) []string {
	attribute, _ := message.MessageAttributes["channel"].(map[string]any)
	switch value, _ := attribute["Value"].(string); value {
	case "":
		return []string{"email", "push"}
	default:
		return []string{value}
	}
}

func handle(event events.SNSEvent) ([]delivery, error) {
	deliveries := []delivery{}
	for _, record := range event.Records {
		message := record.SNS
		var s status
		if err := json.Unmarshal([]byte(message.Message), &s); err != nil {
			return nil, &BadMessageError{MessageID: message.MessageID, Cause: err}
		}
		for _, channel := range channelsOf(message) {
			deliveries = append(deliveries, delivery{
				MessageID: message.MessageID,
				Channel:   channel,
				Text:      fmt.Sprintf("%s: order %s is %s", message.Subject, s.OrderID, s.Status),
			})
		}
	}
	return deliveries, nil
}

func main() {
	lambda.Start(handle)
}
