// Command orders takes orders. What it needs is read once, in the cold start; what it counts lasts as long as its
// execution environment does.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"example.com/greeter/internal/validate"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type order struct {
	Item     string `json:"item"`
	Quantity int    `json:"quantity"`
}

func (o order) validate() error {
	return validate.All(
		validate.NotEmpty("item", o.Item),
		validate.AtLeast("quantity", o.Quantity, 1),
	)
}

type receipt struct {
	OrderID  string    `json:"orderId"`
	Table    string    `json:"table"`
	Function string    `json:"function"`
	Deadline time.Time `json:"deadline"`
	// Which order of this execution environment it was: 1 right after a cold start.
	Served int `json:"served"`
	// Who ordered, as far as the caller's client context tells.
	Client string            `json:"client,omitempty"`
	Custom map[string]string `json:"custom,omitempty"`
}

type service struct {
	table  string
	served int
}

func newService(table string) (*service, error) {
	if table == "" {
		return nil, errors.New("TABLE_NAME is not set")
	}
	return &service{table: table}, nil
}

func (s *service) place(ctx context.Context, o order) (*receipt, error) {
	lc, ok := lambdacontext.FromContext(ctx)
	if !ok {
		return nil, errors.New("not called by Lambda")
	}
	if err := o.validate(); err != nil {
		return nil, err
	}
	deadline, ok := ctx.Deadline()
	if !ok {
		return nil, errors.New("the invocation has no deadline")
	}

	s.served++
	log.Printf("order %s: %d x %s", lc.AwsRequestID, o.Quantity, o.Item)
	return &receipt{
		OrderID:  fmt.Sprintf("o-%s", lc.AwsRequestID),
		Table:    s.table,
		Function: lambdacontext.FunctionName,
		Deadline: deadline.UTC(),
		Served:   s.served,
		Client:   lc.ClientContext.Client.AppTitle,
		Custom:   lc.ClientContext.Custom,
	}, nil
}

func main() {
	log.SetFlags(0)
	orders, err := newService(os.Getenv("TABLE_NAME"))
	if err != nil {
		log.Fatal(err)
	}
	lambda.Start(orders.place)
}
