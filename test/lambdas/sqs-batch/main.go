// Command sqs-batch works through an SQS batch and answers which messages failed, so that only those come back
// (ReportBatchItemFailures). A body is an order: {"orderId": "o-1", "quantity": 2}; quantity must be at least 1.
// From a FIFO queue everything after the first failure of a message group is given back too, to keep the order.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type order struct {
	OrderID  string `json:"orderId"`
	Quantity int    `json:"quantity"`
}

func process(message events.SQSMessage) error {
	var o order
	if err := json.Unmarshal([]byte(message.Body), &o); err != nil {
		return fmt.Errorf("body: %w", err)
	}
	if o.OrderID == "" {
		return errors.New("orderId is missing")
	}
	if o.Quantity < 1 {
		return fmt.Errorf("order %s: quantity must be at least 1, got %d", o.OrderID, o.Quantity)
	}
	log.Printf("order %s: packed %d", o.OrderID, o.Quantity)
	return nil
}

func handle(event events.SQSEvent) (events.SQSEventResponse, error) {
	failures := []events.SQSBatchItemFailure{}
	failedGroups := map[string]bool{}
	for _, message := range event.Records {
		group := message.Attributes["MessageGroupId"]
		err := process(message)
		if err == nil && failedGroups[group] {
			err = fmt.Errorf("waits for an earlier message of group %s", group)
		}
		if err != nil {
			log.Printf("message %s: %v", message.MessageId, err)
			failures = append(failures, events.SQSBatchItemFailure{ItemIdentifier: message.MessageId})
			if group != "" {
				failedGroups[group] = true
			}
		}
	}
	return events.SQSEventResponse{BatchItemFailures: failures}, nil
}

func main() {
	log.SetFlags(0)
	lambda.Start(handle)
}
