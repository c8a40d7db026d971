// Command pointers-at-top takes and gives pointers to pointers.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/orders"
)

func main() {
	lambda.Start(func(p **orders.Line) (***int, error) { return nil, nil })
}
