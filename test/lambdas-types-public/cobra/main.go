package main

import (
	"context"
	"os"

	"public/events"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/spf13/cobra"
)

type options struct {
	handler any
}

func handle(ctx context.Context, n events.Notification) (events.Delivery, error) {
	return events.Delivery{}, nil
}

func newCommand(o *options) *cobra.Command {
	command := &cobra.Command{Use: "deliver"}
	command.AddCommand(&cobra.Command{
		Use: "lambda",
		RunE: func(cmd *cobra.Command, args []string) error {
			return serve(o)
		},
	})
	return command
}

func serve(o *options) error {
	lambda.Start(o.handler)
	return nil
}

func main() {
	if err := newCommand(&options{handler: handle}).Execute(); err != nil {
		os.Exit(1)
	}
}
