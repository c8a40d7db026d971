// Command event-operations hears what happens to what is deployed.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func scaling(e events.AutoScalingEvent) error { return nil }

func vpn(e events.ClientVPNConnectionHandlerRequest) (events.ClientVPNConnectionHandlerResponse, error) {
	return events.ClientVPNConnectionHandlerResponse{}, nil
}

func config(e events.ConfigEvent) error { return nil }

func secret(e events.SecretsManagerSecretRotationEvent) error { return nil }

func container(e events.ECSContainerInstanceEvent) (*events.ECSContainerInstanceEventDetailType, error) {
	return nil, nil
}

func main() {
	switch os.Getenv("ACTION") {
	case "vpn":
		lambda.Start(vpn)
	case "config":
		lambda.Start(config)
	case "secret":
		lambda.Start(secret)
	case "container":
		lambda.Start(container)
	default:
		lambda.Start(scaling)
	}
}
