// Command event-iot-devices hears buttons, and devices that are new.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func button(e events.IoTButtonEvent) error { return nil }

func click(e events.IoTOneClickEvent) error { return nil }

func provision(e events.IoTPreProvisionHookRequest) (events.IoTPreProvisionHookResponse, error) {
	return events.IoTPreProvisionHookResponse{}, nil
}

func main() {
	switch os.Getenv("ACTION") {
	case "click":
		lambda.Start(click)
	case "provision":
		lambda.Start(provision)
	default:
		lambda.Start(button)
	}
}
