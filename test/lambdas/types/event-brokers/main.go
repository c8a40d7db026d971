// Command event-brokers reads queues of ActiveMQ and RabbitMQ.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func active(e events.ActiveMQEvent) error { return nil }

func rabbit(e events.RabbitMQEvent) error { return nil }

func main() {
	if os.Getenv("ACTION") == "rabbit" {
		lambda.Start(rabbit)
	} else {
		lambda.Start(active)
	}
}
