// Command events decodes events into the types of aws-lambda-go and encodes them again: each line on stdin is a request,
// each line on stdout its answer. It ends when stdin does.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/aws/aws-lambda-go/events"
)

// request asks to decode an event into one of the types, with no field that the type does not have.
type request struct {
	Type  string          `json:"type"`
	Event json.RawMessage `json:"event"`
}

type answer struct {
	// Event is what was decoded, encoded again.
	Event any `json:"event,omitempty"`
	// Logs is what is packed into an event of CloudWatch Logs, as aws-lambda-go unpacks it.
	Logs any `json:"logs,omitempty"`
	// Failed says why there is no event.
	Failed string `json:"failed,omitempty"`
}

var types = map[string]func() any{
	"ALBTargetGroupRequest":                        func() any { return new(events.ALBTargetGroupRequest) },
	"APIGatewayCustomAuthorizerRequest":            func() any { return new(events.APIGatewayCustomAuthorizerRequest) },
	"APIGatewayCustomAuthorizerRequestTypeRequest": func() any { return new(events.APIGatewayCustomAuthorizerRequestTypeRequest) },
	"APIGatewayProxyRequest":                       func() any { return new(events.APIGatewayProxyRequest) },
	"APIGatewayV2CustomAuthorizerV2Request":        func() any { return new(events.APIGatewayV2CustomAuthorizerV2Request) },
	"APIGatewayV2HTTPRequest":                      func() any { return new(events.APIGatewayV2HTTPRequest) },
	"APIGatewayWebsocketProxyRequest":              func() any { return new(events.APIGatewayWebsocketProxyRequest) },
	"ActiveMQEvent":                                func() any { return new(events.ActiveMQEvent) },
	"AppSyncLambdaAuthorizerRequest":               func() any { return new(events.AppSyncLambdaAuthorizerRequest) },
	"CloudWatchEvent":                              func() any { return new(events.CloudWatchEvent) },
	"CloudwatchLogsEvent":                          func() any { return new(events.CloudwatchLogsEvent) },
	"CodePipelineJobEvent":                         func() any { return new(events.CodePipelineJobEvent) },
	"CognitoEventUserPoolsCreateAuthChallenge":     func() any { return new(events.CognitoEventUserPoolsCreateAuthChallenge) },
	"CognitoEventUserPoolsCustomMessage":           func() any { return new(events.CognitoEventUserPoolsCustomMessage) },
	"CognitoEventUserPoolsDefineAuthChallenge":     func() any { return new(events.CognitoEventUserPoolsDefineAuthChallenge) },
	"CognitoEventUserPoolsInboundFederation":       func() any { return new(events.CognitoEventUserPoolsInboundFederation) },
	"CognitoEventUserPoolsMigrateUser":             func() any { return new(events.CognitoEventUserPoolsMigrateUser) },
	"CognitoEventUserPoolsPostAuthentication":      func() any { return new(events.CognitoEventUserPoolsPostAuthentication) },
	"CognitoEventUserPoolsPostConfirmation":        func() any { return new(events.CognitoEventUserPoolsPostConfirmation) },
	"CognitoEventUserPoolsPreAuthentication":       func() any { return new(events.CognitoEventUserPoolsPreAuthentication) },
	"CognitoEventUserPoolsPreSignup":               func() any { return new(events.CognitoEventUserPoolsPreSignup) },
	"CognitoEventUserPoolsPreTokenGen":             func() any { return new(events.CognitoEventUserPoolsPreTokenGen) },
	"CognitoEventUserPoolsPreTokenGenV2_0":         func() any { return new(events.CognitoEventUserPoolsPreTokenGenV2_0) },
	"CognitoEventUserPoolsVerifyAuthChallenge":     func() any { return new(events.CognitoEventUserPoolsVerifyAuthChallenge) },
	"ConfigEvent":                                  func() any { return new(events.ConfigEvent) },
	"ConnectEvent":                                 func() any { return new(events.ConnectEvent) },
	"DynamoDBEvent":                                func() any { return new(events.DynamoDBEvent) },
	"IoTCoreCustomAuthorizerRequest":               func() any { return new(events.IoTCoreCustomAuthorizerRequest) },
	"IoTPreProvisionHookRequest":                   func() any { return new(events.IoTPreProvisionHookRequest) },
	"KafkaEvent":                                   func() any { return new(events.KafkaEvent) },
	"KinesisEvent":                                 func() any { return new(events.KinesisEvent) },
	"KinesisFirehoseEvent":                         func() any { return new(events.KinesisFirehoseEvent) },
	"LambdaFunctionURLRequest":                     func() any { return new(events.LambdaFunctionURLRequest) },
	"RabbitMQEvent":                                func() any { return new(events.RabbitMQEvent) },
	"S3BatchJobEventV2":                            func() any { return new(events.S3BatchJobEventV2) },
	"S3Event":                                      func() any { return new(events.S3Event) },
	"S3ObjectLambdaEvent":                          func() any { return new(events.S3ObjectLambdaEvent) },
	"SNSEvent":                                     func() any { return new(events.SNSEvent) },
	"SQSEvent":                                     func() any { return new(events.SQSEvent) },
	"SecretsManagerSecretRotationEvent":            func() any { return new(events.SecretsManagerSecretRotationEvent) },
	"SimpleEmailEvent":                             func() any { return new(events.SimpleEmailEvent) },
}

func main() {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := json.NewEncoder(os.Stdout)
	for in.More() {
		var asked request
		err := in.Decode(&asked)
		if err == nil {
			err = out.Encode(reply(asked))
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func reply(asked request) answer {
	make, ok := types[asked.Type]
	if !ok {
		return answer{Failed: "there is no type " + asked.Type}
	}
	event := make()
	decoder := json.NewDecoder(bytes.NewReader(asked.Event))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(event); err != nil {
		return answer{Failed: err.Error()}
	}
	if packed, ok := event.(*events.CloudwatchLogsEvent); ok {
		logs, err := packed.AWSLogs.Parse()
		if err != nil {
			return answer{Failed: err.Error()}
		}
		return answer{Event: event, Logs: logs}
	}
	return answer{Event: event}
}
