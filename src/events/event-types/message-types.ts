// The event types of aws-lambda-go of messages, objects and mail, as its fields are tagged: what Go decodes, every field optional.

export interface SQSEvent {
  readonly Records?: readonly SQSMessage[] | null
}

export interface SQSMessage {
  readonly messageId?: string
  readonly receiptHandle?: string
  readonly body?: string
  readonly md5OfBody?: string
  readonly md5OfMessageAttributes?: string
  readonly attributes?: Readonly<Record<string, string>> | null
  readonly messageAttributes?: Readonly<Record<string, SQSMessageAttribute>> | null
  readonly eventSourceARN?: string
  readonly eventSource?: string
  readonly awsRegion?: string
}

export interface SQSMessageAttribute {
  readonly stringValue?: string | null
  readonly binaryValue?: string | null
  readonly stringListValues?: readonly string[] | null
  readonly binaryListValues?: readonly (string | null)[] | null
  readonly dataType?: string
}

export interface SNSEvent {
  readonly Records?: readonly SNSEventRecord[] | null
}

export interface SNSEventRecord {
  readonly EventVersion?: string
  readonly EventSubscriptionArn?: string
  readonly EventSource?: string
  readonly Sns?: SNSEntity
}

export interface SNSEntity {
  readonly Signature?: string
  readonly MessageId?: string
  readonly Type?: string
  readonly TopicArn?: string
  readonly MessageAttributes?: Readonly<Record<string, unknown>> | null
  readonly SignatureVersion?: string
  readonly Timestamp?: string
  readonly SigningCertUrl?: string
  readonly Message?: string
  readonly UnsubscribeUrl?: string
  readonly Subject?: string
}

export interface S3Event {
  readonly Records?: readonly S3EventRecord[] | null
}

export interface S3EventRecord {
  readonly eventVersion?: string
  readonly eventSource?: string
  readonly awsRegion?: string
  readonly eventTime?: string
  readonly eventName?: string
  readonly userIdentity?: S3UserIdentity
  readonly requestParameters?: S3RequestParameters
  readonly responseElements?: Readonly<Record<string, string>> | null
  readonly s3?: S3Entity
  readonly glacierEventData?: S3GlacierEventData | null
  readonly restoreEventData?: S3RestoreEventData | null
  readonly replicationEventData?: S3ReplicationEventData | null
  readonly intelligentTieringEventData?: S3IntelligentTieringEventData | null
  readonly lifecycleEventData?: S3LifecycleEventData | null
}

export interface S3UserIdentity {
  readonly principalId?: string
}

export interface S3RequestParameters {
  readonly sourceIPAddress?: string
}

export interface S3Entity {
  readonly s3SchemaVersion?: string
  readonly configurationId?: string
  readonly bucket?: S3Bucket
  readonly object?: S3Object
}

export interface S3Bucket {
  readonly name?: string
  readonly ownerIdentity?: S3UserIdentity
  readonly arn?: string
}

export interface S3Object {
  readonly key?: string
  readonly size?: number
  readonly urlDecodedKey?: string
  readonly versionId?: string
  readonly eTag?: string
  readonly sequencer?: string
}

export interface S3GlacierEventData {
  readonly restoreEventData?: S3RestoreEventData | null
}

export interface S3RestoreEventData {
  readonly lifecycleRestorationExpiryTime?: string
  readonly lifecycleRestoreStorageClass?: string
}

export interface S3ReplicationEventData {
  readonly replicationRuleId?: string
  readonly destinationBucket?: string
  readonly s3Operation?: string
  readonly requestTime?: string
  readonly failureReason?: string
}

export interface S3IntelligentTieringEventData {
  readonly destinationAccessTier?: string
}

export interface S3LifecycleEventData {
  readonly transitionEventData?: S3TransitionEventData | null
}

export interface S3TransitionEventData {
  readonly destinationStorageClass?: string
}

export interface S3BatchJobEventV2 {
  readonly invocationSchemaVersion?: string
  readonly invocationId?: string
  readonly job?: S3BatchJobV2
  readonly tasks?: readonly S3BatchJobTaskV2[] | null
}

export interface S3BatchJobV2 {
  readonly id?: string
  readonly userArguments?: Readonly<Record<string, string>> | null
}

export interface S3BatchJobTaskV2 {
  readonly taskId?: string
  readonly s3Key?: string
  readonly s3VersionId?: string
  readonly s3Bucket?: string
}

export interface S3ObjectLambdaEvent {
  readonly xAmzRequestId?: string
  readonly getObjectContext?: S3ObjectLambdaGetObjectContext | null
  readonly listObjectsContext?: S3ObjectLambdaListObjectsContext | null
  readonly listObjectsV2Context?: S3ObjectLambdaListObjectsV2Context | null
  readonly headObjectContext?: S3ObjectLambdaHeadObjectContext | null
  readonly configuration?: S3ObjectLambdaConfiguration
  readonly userRequest?: S3ObjectLambdaUserRequest
  readonly userIdentity?: S3ObjectLambdaUserIdentity
  readonly protocolVersion?: string
}

export interface S3ObjectLambdaGetObjectContext {
  readonly inputS3Url?: string
  readonly outputRoute?: string
  readonly outputToken?: string
}

export interface S3ObjectLambdaListObjectsContext {
  readonly inputS3Url?: string
}

export interface S3ObjectLambdaListObjectsV2Context {
  readonly inputS3Url?: string
}

export interface S3ObjectLambdaHeadObjectContext {
  readonly inputS3Url?: string
}

export interface S3ObjectLambdaConfiguration {
  readonly accessPointArn?: string
  readonly supportingAccessPointArn?: string
  readonly payload?: string
}

export interface S3ObjectLambdaUserRequest {
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>> | null
}

export interface S3ObjectLambdaUserIdentity {
  readonly type?: string
  readonly principalId?: string
  readonly arn?: string
  readonly accountId?: string
  readonly accessKeyId?: string
  readonly sessionContext?: S3ObjectLambdaSessionContext | null
}

export interface S3ObjectLambdaSessionContext {
  readonly attributes?: Readonly<Record<string, string>> | null
  readonly sessionIssuer?: S3ObjectLambdaSessionIssuer | null
}

export interface S3ObjectLambdaSessionIssuer {
  readonly type?: string
  readonly principalId?: string
  readonly arn?: string
  readonly accountId?: string
  readonly userName?: string
}

export interface CloudWatchEvent {
  readonly version?: string
  readonly id?: string
  readonly 'detail-type'?: string
  readonly source?: string
  readonly account?: string
  readonly time?: string
  readonly region?: string
  readonly resources?: readonly string[] | null
  readonly detail?: unknown
}

export interface SimpleEmailEvent {
  readonly Records?: readonly SimpleEmailRecord[] | null
}

export interface SimpleEmailRecord {
  readonly eventVersion?: string
  readonly eventSource?: string
  readonly ses?: SimpleEmailService
}

export interface SimpleEmailService {
  readonly mail?: SimpleEmailMessage
  readonly receipt?: SimpleEmailReceipt
}

export interface SimpleEmailMessage {
  readonly commonHeaders?: SimpleEmailCommonHeaders
  readonly source?: string
  readonly timestamp?: string
  readonly destination?: readonly string[] | null
  readonly headers?: readonly SimpleEmailHeader[] | null
  readonly headersTruncated?: boolean
  readonly messageId?: string
}

export interface SimpleEmailCommonHeaders {
  readonly from?: readonly string[] | null
  readonly to?: readonly string[] | null
  readonly cc?: readonly string[] | null
  readonly returnPath?: string
  readonly messageId?: string
  readonly date?: string
  readonly subject?: string
}

export interface SimpleEmailHeader {
  readonly name?: string
  readonly value?: string
}

export interface SimpleEmailReceipt {
  readonly recipients?: readonly string[] | null
  readonly timestamp?: string
  readonly spamVerdict?: SimpleEmailVerdict
  readonly dkimVerdict?: SimpleEmailVerdict
  readonly dmarcVerdict?: SimpleEmailVerdict
  readonly dmarcPolicy?: string
  readonly spfVerdict?: SimpleEmailVerdict
  readonly virusVerdict?: SimpleEmailVerdict
  readonly action?: SimpleEmailReceiptAction
  readonly processingTimeMillis?: number
}

export interface SimpleEmailVerdict {
  readonly status?: string
}

export interface SimpleEmailReceiptAction {
  readonly type?: string
  readonly topicArn?: string
  readonly bucketName?: string
  readonly objectKey?: string
  readonly smtpReplyCode?: string
  readonly statusCode?: string
  readonly message?: string
  readonly sender?: string
  readonly invocationType?: string
  readonly functionArn?: string
  readonly organizationArn?: string
}
