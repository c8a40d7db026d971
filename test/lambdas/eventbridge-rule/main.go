// Command eventbridge-rule serves the target of an EventBridge rule: instances that changed their state, and the rule's own schedule.
// It answers one line of text about the event.
package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type stateChange struct {
	InstanceID string `json:"instance-id"`
	State      string `json:"state"`
}

// UnexpectedEventError is an event that no rule should have sent here.
type UnexpectedEventError struct {
	Source     string
	DetailType string
}

func (e UnexpectedEventError) Error() string {
	return fmt.Sprintf("no handler for %q from %s", e.DetailType, e.Source)
}

func handle(event events.EventBridgeEvent) (string, error) {
	at := event.Time.UTC().Format(time.RFC3339)
	switch event.DetailType {
	case "EC2 Instance State-change Notification":
		var detail stateChange
		if err := json.Unmarshal(event.Detail, &detail); err != nil {
			return "", fmt.Errorf("detail: %w", err)
		}
		return fmt.Sprintf("%s: instance %s is %s in %s", at, detail.InstanceID, detail.State, event.Region), nil
	case "Scheduled Event":
		return fmt.Sprintf("%s: swept, as %d rule asked", at, len(event.Resources)), nil
	}
	return "", UnexpectedEventError{Source: event.Source, DetailType: event.DetailType}
}

func main() {
	lambda.Start(handle)
}
