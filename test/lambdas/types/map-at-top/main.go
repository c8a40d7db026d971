// Command map-at-top takes and gives maps.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

func main() {
	lambda.Start(func(counts map[string]int) (map[int]orders.Line, error) { return nil, nil })
}
