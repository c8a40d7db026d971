// The event types of aws-lambda-go of pipelines, devices and the like, as its fields are tagged: what Go decodes, every field optional.

export interface CodePipelineJobEvent {
  readonly 'CodePipeline.job'?: CodePipelineJob
}

export interface CodePipelineJob {
  readonly id?: string
  readonly accountId?: string
  readonly data?: CodePipelineData
}

export interface CodePipelineData {
  readonly actionConfiguration?: CodePipelineActionConfiguration
  readonly inputArtifacts?: readonly CodePipelineInputArtifact[] | null
  readonly outputArtifacts?: readonly CodePipelineOutputArtifact[] | null
  readonly artifactCredentials?: CodePipelineArtifactCredentials
  readonly continuationToken?: string
}

export interface CodePipelineActionConfiguration {
  readonly configuration?: CodePipelineConfiguration
}

export interface CodePipelineConfiguration {
  readonly FunctionName?: string
  readonly UserParameters?: string
}

export interface CodePipelineInputArtifact {
  readonly location?: CodePipelineInputLocation
  readonly revision?: string | null
  readonly name?: string
}

export interface CodePipelineInputLocation {
  readonly s3Location?: CodePipelineS3Location
  readonly type?: string
}

export interface CodePipelineS3Location {
  readonly bucketName?: string
  readonly objectKey?: string
}

export interface CodePipelineOutputArtifact {
  readonly location?: CodePipelineInputLocation
  readonly revision?: string | null
  readonly name?: string
}

export interface CodePipelineArtifactCredentials {
  readonly secretAccessKey?: string
  readonly sessionToken?: string
  readonly accessKeyId?: string
}

export interface ConfigEvent {
  readonly accountId?: string
  readonly configRuleArn?: string
  readonly configRuleId?: string
  readonly configRuleName?: string
  readonly eventLeftScope?: boolean
  readonly executionRoleArn?: string
  readonly invokingEvent?: string
  readonly resultToken?: string
  readonly ruleParameters?: string
  readonly version?: string
}

export interface IoTCoreCustomAuthorizerRequest {
  readonly token?: string
  readonly signatureVerified?: boolean
  readonly protocols?: readonly string[] | null
  readonly protocolData?: IoTCoreProtocolData | null
  readonly connectionMetadata?: IoTCoreConnectionMetadata | null
}

export interface IoTCoreProtocolData {
  readonly tls?: IoTCoreTLSContext | null
  readonly http?: IoTCoreHTTPContext | null
  readonly mqtt?: IoTCoreMQTTContext | null
}

export interface IoTCoreTLSContext {
  readonly serverName?: string
}

export interface IoTCoreHTTPContext {
  readonly headers?: Readonly<Record<string, string>> | null
  readonly queryString?: string
}

export interface IoTCoreMQTTContext {
  readonly clientId?: string
  readonly password?: string | null
  readonly username?: string
}

export interface IoTCoreConnectionMetadata {
  readonly id?: string
}

export interface IoTPreProvisionHookRequest {
  readonly claimCertificateId?: string
  readonly certificateId?: string
  readonly certificatePem?: string
  readonly templateArn?: string
  readonly clientId?: string
  readonly parameters?: Readonly<Record<string, string>> | null
}

export interface ConnectEvent {
  readonly Details?: ConnectDetails
  readonly Name?: string
}

export interface ConnectDetails {
  readonly ContactData?: ConnectContactData
  readonly Parameters?: Readonly<Record<string, string>> | null
}

export interface ConnectContactData {
  readonly Attributes?: Readonly<Record<string, string>> | null
  readonly Channel?: string
  readonly ContactId?: string
  readonly CustomerEndpoint?: ConnectEndpoint
  readonly InitialContactId?: string
  readonly InitiationMethod?: string
  readonly PreviousContactId?: string
  readonly Queue?: ConnectQueue
  readonly SystemEndpoint?: ConnectEndpoint
  readonly InstanceARN?: string
}

export interface ConnectEndpoint {
  readonly Address?: string
  readonly Type?: string
}

export interface ConnectQueue {
  readonly Name?: string
  readonly ARN?: string
}

export interface SecretsManagerSecretRotationEvent {
  readonly Step?: string
  readonly SecretId?: string
  readonly ClientRequestToken?: string
  readonly RotationToken?: string
}
