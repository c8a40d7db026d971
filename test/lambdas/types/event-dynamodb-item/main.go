// Command event-dynamodb-item answers with items of a table.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(k map[string]events.DynamoDBAttributeValue) ([]map[string]events.DynamoDBAttributeValue, error) {
		return nil, nil
	})
}
