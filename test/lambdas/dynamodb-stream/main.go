// Command dynamodb-stream answers, per record of a DynamoDB stream, what changed between the old image and the new one.
// A record without the key "pk" ends the batch there: it is given back by its sequence number, with all after it.
package main

import (
	"fmt"
	"log"
	"sort"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type change struct {
	Key     string   `json:"key"`
	Event   string   `json:"event"`
	Changed []string `json:"changed"`
}

type answer struct {
	events.DynamoDBEventResponse
	Changes []change `json:"changes"`
}

type item = map[string]events.DynamoDBAttributeValue

func changed(before, after item) []string {
	names := map[string]bool{}
	for name, value := range before {
		now, kept := after[name]
		if !kept || text(now) != text(value) {
			names[name] = true
		}
	}
	for name := range after {
		if _, existed := before[name]; !existed {
			names[name] = true
		}
	}
	sorted := make([]string, 0, len(names))
	for name := range names {
		sorted = append(sorted, name)
	}
	sort.Strings(sorted)
	return sorted
}

// text is an attribute's wire form, which differs where values or types differ.
func text(value events.DynamoDBAttributeValue) string {
	json, err := value.MarshalJSON()
	if err != nil {
		return err.Error()
	}
	return string(json)
}

func keyOf(record events.DynamoDBEventRecord) (string, error) {
	key, ok := record.Change.Keys["pk"]
	if !ok || key.DataType() != events.DataTypeString {
		return "", fmt.Errorf("event %s has no string key pk", record.EventID)
	}
	return key.String(), nil
}

func handle(event events.DynamoDBEvent) (answer, error) {
	seen := answer{Changes: []change{}}
	seen.BatchItemFailures = []events.DynamoDBBatchItemFailure{}
	for _, record := range event.Records {
		key, err := keyOf(record)
		if err != nil {
			log.Print(err)
			failure := events.DynamoDBBatchItemFailure{ItemIdentifier: record.Change.SequenceNumber}
			seen.BatchItemFailures = append(seen.BatchItemFailures, failure)
			break
		}
		seen.Changes = append(seen.Changes, change{
			Key:     key,
			Event:   record.EventName,
			Changed: changed(record.Change.OldImage, record.Change.NewImage),
		})
	}
	return seen, nil
}

func main() {
	lambda.Start(handle)
}
