// Command handler takes every event that there is a sample of: what the samples are typed by is made of its types.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(struct {
		ALBTargetGroupRequest                        events.ALBTargetGroupRequest
		APIGatewayCustomAuthorizerRequest            events.APIGatewayCustomAuthorizerRequest
		APIGatewayCustomAuthorizerRequestTypeRequest events.APIGatewayCustomAuthorizerRequestTypeRequest
		APIGatewayProxyRequest                       events.APIGatewayProxyRequest
		APIGatewayV2CustomAuthorizerV2Request        events.APIGatewayV2CustomAuthorizerV2Request
		APIGatewayV2HTTPRequest                      events.APIGatewayV2HTTPRequest
		APIGatewayWebsocketProxyRequest              events.APIGatewayWebsocketProxyRequest
		ActiveMQEvent                                events.ActiveMQEvent
		AppSyncLambdaAuthorizerRequest               events.AppSyncLambdaAuthorizerRequest
		CloudWatchEvent                              events.CloudWatchEvent
		CloudwatchLogsData                           events.CloudwatchLogsData
		CloudwatchLogsEvent                          events.CloudwatchLogsEvent
		CodePipelineJobEvent                         events.CodePipelineJobEvent
		CognitoEventUserPoolsCreateAuthChallenge     events.CognitoEventUserPoolsCreateAuthChallenge
		CognitoEventUserPoolsCustomMessage           events.CognitoEventUserPoolsCustomMessage
		CognitoEventUserPoolsDefineAuthChallenge     events.CognitoEventUserPoolsDefineAuthChallenge
		CognitoEventUserPoolsInboundFederation       events.CognitoEventUserPoolsInboundFederation
		CognitoEventUserPoolsMigrateUser             events.CognitoEventUserPoolsMigrateUser
		CognitoEventUserPoolsPostAuthentication      events.CognitoEventUserPoolsPostAuthentication
		CognitoEventUserPoolsPostConfirmation        events.CognitoEventUserPoolsPostConfirmation
		CognitoEventUserPoolsPreAuthentication       events.CognitoEventUserPoolsPreAuthentication
		CognitoEventUserPoolsPreSignup               events.CognitoEventUserPoolsPreSignup
		CognitoEventUserPoolsPreTokenGen             events.CognitoEventUserPoolsPreTokenGen
		CognitoEventUserPoolsPreTokenGenV2_0         events.CognitoEventUserPoolsPreTokenGenV2_0
		CognitoEventUserPoolsVerifyAuthChallenge     events.CognitoEventUserPoolsVerifyAuthChallenge
		ConfigEvent                                  events.ConfigEvent
		ConnectEvent                                 events.ConnectEvent
		DynamoDBEvent                                events.DynamoDBEvent
		IoTCoreCustomAuthorizerRequest               events.IoTCoreCustomAuthorizerRequest
		IoTPreProvisionHookRequest                   events.IoTPreProvisionHookRequest
		KafkaEvent                                   events.KafkaEvent
		KinesisEvent                                 events.KinesisEvent
		KinesisFirehoseEvent                         events.KinesisFirehoseEvent
		LambdaFunctionURLRequest                     events.LambdaFunctionURLRequest
		RabbitMQEvent                                events.RabbitMQEvent
		S3BatchJobEventV2                            events.S3BatchJobEventV2
		S3Event                                      events.S3Event
		S3ObjectLambdaEvent                          events.S3ObjectLambdaEvent
		SNSEvent                                     events.SNSEvent
		SQSEvent                                     events.SQSEvent
		SecretsManagerSecretRotationEvent            events.SecretsManagerSecretRotationEvent
		SimpleEmailEvent                             events.SimpleEmailEvent
	}) {
	})
}
