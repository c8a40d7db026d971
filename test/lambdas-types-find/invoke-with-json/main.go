package main

import (
	"context"
	"encoding/json"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type typed struct{}

func (typed) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	var order orders.Order
	if err := json.Unmarshal(payload, &order); err != nil {
		return nil, err
	}
	receipt := orders.Receipt{Total: len(order.ID)}
	return json.Marshal(&receipt)
}

func main() {
	lambda.Start(&typed{})
}
