import type * as go from './event-types.gen.ts'
import type { Complete, Overrides } from './sample-shapes.ts'

/** What there are samples of, each with the type of aws-lambda-go's `events` that a handler takes it as. */
export interface SampleEvents {
  activemq: go.ActiveMQEvent
  alb: go.ALBTargetGroupRequest
  apigateway: go.APIGatewayProxyRequest
  'apigateway-authorizer-request': go.APIGatewayCustomAuthorizerRequestTypeRequest
  'apigateway-authorizer-token': go.APIGatewayCustomAuthorizerRequest
  'apigateway-v2': go.APIGatewayV2HTTPRequest
  'apigateway-v2-authorizer': go.APIGatewayV2CustomAuthorizerV2Request
  'apigateway-websocket': go.APIGatewayWebsocketProxyRequest
  'appsync-authorizer': go.AppSyncLambdaAuthorizerRequest
  'cloudwatch-logs': go.CloudwatchLogsEvent
  codepipeline: go.CodePipelineJobEvent
  'cognito-create-auth-challenge': go.CognitoEventUserPoolsCreateAuthChallenge
  'cognito-custom-message': go.CognitoEventUserPoolsCustomMessage
  'cognito-define-auth-challenge': go.CognitoEventUserPoolsDefineAuthChallenge
  'cognito-inbound-federation': go.CognitoEventUserPoolsInboundFederation
  'cognito-migrate-user': go.CognitoEventUserPoolsMigrateUser
  'cognito-post-authentication': go.CognitoEventUserPoolsPostAuthentication
  'cognito-post-confirmation': go.CognitoEventUserPoolsPostConfirmation
  'cognito-pre-authentication': go.CognitoEventUserPoolsPreAuthentication
  'cognito-pre-signup': go.CognitoEventUserPoolsPreSignup
  'cognito-pre-token-generation': go.CognitoEventUserPoolsPreTokenGen
  'cognito-pre-token-generation-v2': go.CognitoEventUserPoolsPreTokenGenV2_0
  'cognito-verify-auth-challenge': go.CognitoEventUserPoolsVerifyAuthChallenge
  config: go.ConfigEvent
  connect: go.ConnectEvent
  dynamodb: go.DynamoDBEvent
  eventbridge: go.CloudWatchEvent
  'eventbridge-scheduled': go.CloudWatchEvent
  'function-url': go.LambdaFunctionURLRequest
  'iot-authorizer': go.IoTCoreCustomAuthorizerRequest
  'iot-pre-provisioning': go.IoTPreProvisionHookRequest
  kafka: go.KafkaEvent
  kinesis: go.KinesisEvent
  'kinesis-firehose': go.KinesisFirehoseEvent
  rabbitmq: go.RabbitMQEvent
  s3: go.S3Event
  's3-batch': go.S3BatchJobEventV2
  's3-object-lambda': go.S3ObjectLambdaEvent
  secretsmanager: go.SecretsManagerSecretRotationEvent
  ses: go.SimpleEmailEvent
  sns: go.SNSEvent
  sqs: go.SQSEvent
  'step-functions': go.CloudWatchEvent
}

/** What AWS leaves out of most events, and so does the sample; lists without an item. */
interface AbsentFields {
  alb: 'multiValueHeaders' | 'multiValueQueryStringParameters'
  apigateway:
    | 'requestContext.operationName'
    | `requestContext.identity.${Exclude<keyof go.APIGatewayRequestIdentity, 'sourceIp' | 'userAgent'>}`
  'apigateway-authorizer-request': 'requestContext.identity.apiKey'
  'apigateway-v2':
    | 'pathParameters'
    | 'requestContext.authentication'
    | 'requestContext.authorizer.iam'
    | 'requestContext.authorizer.lambda'
  'apigateway-v2-authorizer': 'pathParameters' | 'requestContext.authentication' | 'requestContext.authorizer'
  'apigateway-websocket':
    | Exclude<keyof go.APIGatewayWebsocketProxyRequest, 'body' | 'isBase64Encoded' | 'requestContext'>
    | `requestContext.identity.${Exclude<keyof go.APIGatewayRequestIdentity, 'sourceIp' | 'userAgent'>}`
    | `requestContext.${'accountId' | 'disconnectReason' | 'disconnectStatusCode' | 'error' | 'httpMethod'}`
    | `requestContext.${'integrationLatency' | 'resourceId' | 'resourcePath' | 'status'}`
  'cognito-migrate-user': 'response.desiredDeliveryMediums'
  'cognito-inbound-federation': 'request.attributes.samlResponse'
  'cognito-pre-token-generation': 'response.claimsOverrideDetails'
  'cognito-pre-token-generation-v2': 'response.claimsAndScopeOverrideDetails'
  dynamodb: 'Records.userIdentity' | 'Records.dynamodb.OldImage'
  'function-url': 'requestContext.authorizer'
  s3:
    | `Records.${'glacierEventData' | 'intelligentTieringEventData' | 'lifecycleEventData' | 'replicationEventData' | 'restoreEventData'}`
    | 'Records.s3.object.urlDecodedKey'
  's3-object-lambda':
    | 'headObjectContext'
    | 'listObjectsContext'
    | 'listObjectsV2Context'
    | 'userIdentity.sessionContext'
  ses:
    | 'Records.ses.mail.commonHeaders.cc'
    | `Records.ses.receipt.action.${Exclude<keyof go.SimpleEmailReceiptAction, 'type' | 'functionArn' | 'invocationType'>}`
  sqs: 'Records.md5OfMessageAttributes'
}

/** Text as it is; bytes and what becomes JSON. */
type Content = string | number | boolean | object | null

/** Fields that take what a producer sent. */
interface PackedFields {
  activemq: { data: Content }
  alb: { body: Content }
  apigateway: { body: Content }
  'apigateway-v2': { body: Content }
  'apigateway-websocket': { body: Content }
  'cloudwatch-logs': { data: string | Overrides<go.CloudwatchLogsData> }
  codepipeline: { UserParameters: Content }
  config: { invokingEvent: Content; ruleParameters: Content }
  'function-url': { body: Content }
  kafka: { key: Content; value: Content }
  kinesis: { data: Content }
  'kinesis-firehose': { data: Content }
  rabbitmq: { data: Content }
  sns: { Message: Content }
  sqs: { body: Content }
}

/** A sample as it is given: every field that AWS sends is there. */
export type SampleEvent<Name extends keyof SampleEvents> = Complete<
  SampleEvents[Name],
  Name extends keyof AbsentFields ? AbsentFields[Name] : never
>

/** What may be put over a sample: any part of the event. */
export type SampleOverrides<Name extends keyof SampleEvents> = Overrides<
  SampleEvents[Name],
  Name extends keyof PackedFields ? PackedFields[Name] : Record<never, never>
>
