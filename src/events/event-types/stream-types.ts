// The event types of aws-lambda-go of streams, brokers and logs, as its fields are tagged: what Go decodes, every field optional.

export interface DynamoDBEvent {
  readonly Records?: readonly DynamoDBEventRecord[] | null
}

export interface DynamoDBEventRecord {
  readonly awsRegion?: string
  readonly dynamodb?: DynamoDBStreamRecord
  readonly eventID?: string
  readonly eventName?: string
  readonly eventSource?: string
  readonly eventVersion?: string
  readonly eventSourceARN?: string
  readonly userIdentity?: DynamoDBUserIdentity | null
}

export interface DynamoDBStreamRecord {
  readonly ApproximateCreationDateTime?: number
  readonly Keys?: Readonly<Record<string, DynamoDBAttributeValue>> | null
  readonly NewImage?: Readonly<Record<string, DynamoDBAttributeValue>> | null
  readonly OldImage?: Readonly<Record<string, DynamoDBAttributeValue>> | null
  readonly SequenceNumber?: string
  readonly SizeBytes?: number
  readonly StreamViewType?: string
}

export interface DynamoDBUserIdentity {
  readonly type?: string
  readonly principalId?: string
}

export interface KinesisEvent {
  readonly Records?: readonly KinesisEventRecord[] | null
}

export interface KinesisEventRecord {
  readonly awsRegion?: string
  readonly eventID?: string
  readonly eventName?: string
  readonly eventSource?: string
  readonly eventSourceARN?: string
  readonly eventVersion?: string
  readonly invokeIdentityArn?: string
  readonly kinesis?: KinesisRecord
}

export interface KinesisRecord {
  readonly approximateArrivalTimestamp?: number
  readonly data?: string | null
  readonly encryptionType?: string
  readonly partitionKey?: string
  readonly sequenceNumber?: string
  readonly kinesisSchemaVersion?: string
}

export interface KinesisFirehoseEvent {
  readonly invocationId?: string
  readonly deliveryStreamArn?: string
  readonly sourceKinesisStreamArn?: string
  readonly region?: string
  readonly records?: readonly KinesisFirehoseEventRecord[] | null
}

export interface KinesisFirehoseEventRecord {
  readonly recordId?: string
  readonly approximateArrivalTimestamp?: number
  readonly data?: string | null
  readonly kinesisRecordMetadata?: KinesisFirehoseRecordMetadata
}

export interface KinesisFirehoseRecordMetadata {
  readonly shardId?: string
  readonly partitionKey?: string
  readonly sequenceNumber?: string
  readonly subsequenceNumber?: number
  readonly approximateArrivalTimestamp?: number
}

export interface KafkaEvent {
  readonly eventSource?: string
  readonly eventSourceArn?: string
  readonly records?: Readonly<Record<string, readonly KafkaRecord[] | null>> | null
  readonly bootstrapServers?: string
}

export interface KafkaRecord {
  readonly topic?: string
  readonly partition?: number
  readonly offset?: number
  readonly timestamp?: number
  readonly timestampType?: string
  readonly key?: string
  readonly value?: string
  readonly headers?: readonly (Readonly<Record<string, readonly number[]>> | null)[] | null
}

export interface RabbitMQEvent {
  readonly eventSource?: string
  readonly eventSourceArn?: string
  readonly rmqMessagesByQueue?: Readonly<Record<string, readonly RabbitMQMessage[] | null>> | null
}

export interface RabbitMQMessage {
  readonly basicProperties?: RabbitMQBasicProperties
  readonly data?: string
  readonly redelivered?: boolean
}

export interface RabbitMQBasicProperties {
  readonly contentType?: string
  readonly contentEncoding?: string | null
  readonly headers?: Readonly<Record<string, unknown>> | null
  readonly deliveryMode?: number
  readonly priority?: number
  readonly correlationId?: string | null
  readonly replyTo?: string | null
  readonly expiration?: string
  readonly messageId?: string | null
  readonly timestamp?: string
  readonly type?: string | null
  readonly userId?: string
  readonly appId?: string | null
  readonly clusterId?: string | null
  readonly bodySize?: number
}

export interface ActiveMQEvent {
  readonly eventSource?: string
  readonly eventSourceArn?: string
  readonly messages?: readonly ActiveMQMessage[] | null
}

export interface ActiveMQMessage {
  readonly messageID?: string
  readonly messageType?: string
  readonly timestamp?: number
  readonly deliveryMode?: number
  readonly correlationID?: string
  readonly replyTo?: string
  readonly destination?: ActiveMQDestination
  readonly redelivered?: boolean
  readonly type?: string
  readonly expiration?: number
  readonly priority?: number
  readonly data?: string
  readonly brokerInTime?: number
  readonly brokerOutTime?: number
  readonly properties?: Readonly<Record<string, string>> | null
}

export interface ActiveMQDestination {
  readonly physicalName?: string
}

export interface CloudwatchLogsEvent {
  readonly awslogs?: CloudwatchLogsRawData
}

export interface CloudwatchLogsRawData {
  readonly data?: string
}

export interface CloudwatchLogsData {
  readonly owner?: string
  readonly logGroup?: string
  readonly logStream?: string
  readonly subscriptionFilters?: readonly string[] | null
  readonly messageType?: string
  readonly logEvents?: readonly CloudwatchLogsLogEvent[] | null
}

export interface CloudwatchLogsLogEvent {
  readonly id?: string
  readonly timestamp?: number
  readonly message?: string
}

/** One of them: what an attribute holds, under the letters of its kind. */
export type DynamoDBAttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly B: string }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly DynamoDBAttributeValue[] }
  | { readonly M: Readonly<Record<string, DynamoDBAttributeValue>> }
