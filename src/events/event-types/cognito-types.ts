// The event types of aws-lambda-go of Cognito user pools, as its fields are tagged: what Go decodes, every field optional.

export interface CognitoEventUserPoolsPreSignup {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsPreSignupRequest
  readonly response?: CognitoEventUserPoolsPreSignupResponse
}

export interface CognitoEventUserPoolsCallerContext {
  readonly awsSdkVersion?: string
  readonly clientId?: string
}

export interface CognitoEventUserPoolsPreSignupRequest {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly validationData?: Readonly<Record<string, string>> | null
  readonly clientMetadata?: Readonly<Record<string, string>> | null
}

export interface CognitoEventUserPoolsPreSignupResponse {
  readonly autoConfirmUser?: boolean
  readonly autoVerifyEmail?: boolean
  readonly autoVerifyPhone?: boolean
}

export interface CognitoEventUserPoolsPostConfirmation {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsPostConfirmationRequest
  readonly response?: CognitoEventUserPoolsPostConfirmationResponse
}

export interface CognitoEventUserPoolsPostConfirmationRequest {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly clientMetadata?: Readonly<Record<string, string>> | null
}

export type CognitoEventUserPoolsPostConfirmationResponse = Readonly<Record<string, never>>

export interface CognitoEventUserPoolsPreTokenGen {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsPreTokenGenRequest
  readonly response?: CognitoEventUserPoolsPreTokenGenResponse
}

export interface CognitoEventUserPoolsPreTokenGenRequest {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly groupConfiguration?: GroupConfiguration
  readonly clientMetadata?: Readonly<Record<string, string>> | null
}

export interface GroupConfiguration {
  readonly groupsToOverride?: readonly string[] | null
  readonly iamRolesToOverride?: readonly string[] | null
  readonly preferredRole?: string | null
}

export interface CognitoEventUserPoolsPreTokenGenResponse {
  readonly claimsOverrideDetails?: ClaimsOverrideDetails
}

export interface ClaimsOverrideDetails {
  readonly groupOverrideDetails?: GroupConfiguration
  readonly claimsToAddOrOverride?: Readonly<Record<string, string>> | null
  readonly claimsToSuppress?: readonly string[] | null
}

export interface CognitoEventUserPoolsPreTokenGenV2_0 {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsPreTokenGenRequestV2_0
  readonly response?: CognitoEventUserPoolsPreTokenGenResponseV2_0
}

export interface CognitoEventUserPoolsPreTokenGenRequestV2_0 {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly groupConfiguration?: GroupConfigurationV2_0
  readonly clientMetadata?: Readonly<Record<string, string>> | null
  readonly scopes?: readonly string[] | null
}

export interface GroupConfigurationV2_0 {
  readonly groupsToOverride?: readonly string[] | null
  readonly iamRolesToOverride?: readonly string[] | null
  readonly preferredRole?: string | null
}

export interface CognitoEventUserPoolsPreTokenGenResponseV2_0 {
  readonly claimsAndScopeOverrideDetails?: ClaimsAndScopeOverrideDetailsV2_0
}

export interface ClaimsAndScopeOverrideDetailsV2_0 {
  readonly idTokenGeneration?: IDTokenGenerationV2_0
  readonly accessTokenGeneration?: AccessTokenGenerationV2_0
  readonly groupOverrideDetails?: GroupConfigurationV2_0
}

export interface IDTokenGenerationV2_0 {
  readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>> | null
  readonly claimsToSuppress?: readonly string[] | null
}

export interface AccessTokenGenerationV2_0 {
  readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>> | null
  readonly claimsToSuppress?: readonly string[] | null
  readonly scopesToAdd?: readonly string[] | null
  readonly scopesToSuppress?: readonly string[] | null
}

export interface CognitoEventUserPoolsPreAuthentication {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsPreAuthenticationRequest
  readonly response?: CognitoEventUserPoolsPreAuthenticationResponse
}

export interface CognitoEventUserPoolsPreAuthenticationRequest {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly validationData?: Readonly<Record<string, string>> | null
  readonly userNotFound?: boolean
}

export type CognitoEventUserPoolsPreAuthenticationResponse = Readonly<Record<string, never>>

export interface CognitoEventUserPoolsPostAuthentication {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsPostAuthenticationRequest
  readonly response?: CognitoEventUserPoolsPostAuthenticationResponse
}

export interface CognitoEventUserPoolsPostAuthenticationRequest {
  readonly newDeviceUsed?: boolean
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly clientMetadata?: Readonly<Record<string, string>> | null
}

export type CognitoEventUserPoolsPostAuthenticationResponse = Readonly<Record<string, never>>

export interface CognitoEventUserPoolsCustomMessage {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsCustomMessageRequest
  readonly response?: CognitoEventUserPoolsCustomMessageResponse
}

export interface CognitoEventUserPoolsCustomMessageRequest {
  readonly userAttributes?: Readonly<Record<string, unknown>> | null
  readonly codeParameter?: string
  readonly usernameParameter?: string
  readonly clientMetadata?: Readonly<Record<string, string>> | null
}

export interface CognitoEventUserPoolsCustomMessageResponse {
  readonly smsMessage?: string
  readonly emailMessage?: string
  readonly emailSubject?: string
}

export interface CognitoEventUserPoolsMigrateUser {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsMigrateUserRequest
  readonly response?: CognitoEventUserPoolsMigrateUserResponse
}

export interface CognitoEventUserPoolsMigrateUserRequest {
  readonly password?: string
  readonly validationData?: Readonly<Record<string, string>> | null
  readonly clientMetadata?: Readonly<Record<string, string>> | null
}

export interface CognitoEventUserPoolsMigrateUserResponse {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly finalUserStatus?: string
  readonly messageAction?: string
  readonly desiredDeliveryMediums?: readonly string[] | null
  readonly forceAliasCreation?: boolean
}

export interface CognitoEventUserPoolsDefineAuthChallenge {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsDefineAuthChallengeRequest
  readonly response?: CognitoEventUserPoolsDefineAuthChallengeResponse
}

export interface CognitoEventUserPoolsDefineAuthChallengeRequest {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly session?: readonly (CognitoEventUserPoolsChallengeResult | null)[] | null
  readonly clientMetadata?: Readonly<Record<string, string>> | null
  readonly userNotFound?: boolean
}

export interface CognitoEventUserPoolsChallengeResult {
  readonly challengeName?: string
  readonly challengeResult?: boolean
  readonly challengeMetadata?: string
}

export interface CognitoEventUserPoolsDefineAuthChallengeResponse {
  readonly challengeName?: string
  readonly issueTokens?: boolean
  readonly failAuthentication?: boolean
}

export interface CognitoEventUserPoolsCreateAuthChallenge {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsCreateAuthChallengeRequest
  readonly response?: CognitoEventUserPoolsCreateAuthChallengeResponse
}

export interface CognitoEventUserPoolsCreateAuthChallengeRequest {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly challengeName?: string
  readonly session?: readonly (CognitoEventUserPoolsChallengeResult | null)[] | null
  readonly clientMetadata?: Readonly<Record<string, string>> | null
  readonly userNotFound?: boolean
}

export interface CognitoEventUserPoolsCreateAuthChallengeResponse {
  readonly publicChallengeParameters?: Readonly<Record<string, string>> | null
  readonly privateChallengeParameters?: Readonly<Record<string, string>> | null
  readonly challengeMetadata?: string
}

export interface CognitoEventUserPoolsVerifyAuthChallenge {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsVerifyAuthChallengeRequest
  readonly response?: CognitoEventUserPoolsVerifyAuthChallengeResponse
}

export interface CognitoEventUserPoolsVerifyAuthChallengeRequest {
  readonly userAttributes?: Readonly<Record<string, string>> | null
  readonly privateChallengeParameters?: Readonly<Record<string, string>> | null
  readonly challengeAnswer?: unknown
  readonly clientMetadata?: Readonly<Record<string, string>> | null
  readonly userNotFound?: boolean
}

export interface CognitoEventUserPoolsVerifyAuthChallengeResponse {
  readonly answerCorrect?: boolean
}

export interface CognitoEventUserPoolsInboundFederation {
  readonly version?: string
  readonly triggerSource?: string
  readonly region?: string
  readonly userPoolId?: string
  readonly callerContext?: CognitoEventUserPoolsCallerContext
  readonly userName?: string
  readonly request?: CognitoEventUserPoolsInboundFederationRequest
  readonly response?: CognitoEventUserPoolsInboundFederationResponse
}

export interface CognitoEventUserPoolsInboundFederationRequest {
  readonly providerName?: string
  readonly providerType?: string
  readonly attributes?: CognitoEventUserPoolsInboundFederationAttributes
}

export interface CognitoEventUserPoolsInboundFederationAttributes {
  readonly tokenResponse?: Readonly<Record<string, string>> | null
  readonly idToken?: Readonly<Record<string, string>> | null
  readonly userInfo?: Readonly<Record<string, string>> | null
  readonly samlResponse?: Readonly<Record<string, string>> | null
}

export interface CognitoEventUserPoolsInboundFederationResponse {
  readonly userAttributesToMap?: Readonly<Record<string, string>> | null
}
