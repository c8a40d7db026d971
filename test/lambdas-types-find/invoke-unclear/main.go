package main

import (
	"context"
	"encoding/json"

	"find/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

type sniffing struct{}

func (s *sniffing) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	var order orders.Order
	if json.Unmarshal(payload, &order) == nil {
		return json.Marshal(order)
	}
	var refund orders.Refund
	if err := json.Unmarshal(payload, &refund); err != nil {
		return nil, err
	}
	return json.Marshal(refund)
}

func main() {
	lambda.Start(new(sniffing))
}
