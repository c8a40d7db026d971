// Command list-at-top takes and gives lists.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

func main() {
	lambda.Start(func(lines []orders.Line) ([]*orders.Order, error) { return nil, nil })
}
