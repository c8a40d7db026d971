// The event types of aws-lambda-go that HTTP requests come in, as its fields are tagged: what Go decodes, every field optional.

export interface APIGatewayProxyRequest {
  readonly resource?: string
  readonly path?: string
  readonly httpMethod?: string
  readonly headers?: Readonly<Record<string, string>> | null
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | null>> | null
  readonly queryStringParameters?: Readonly<Record<string, string>> | null
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | null>> | null
  readonly pathParameters?: Readonly<Record<string, string>> | null
  readonly stageVariables?: Readonly<Record<string, string>> | null
  readonly requestContext?: APIGatewayProxyRequestContext
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

export interface APIGatewayProxyRequestContext {
  readonly accountId?: string
  readonly resourceId?: string
  readonly operationName?: string
  readonly stage?: string
  readonly domainName?: string
  readonly domainPrefix?: string
  readonly requestId?: string
  readonly extendedRequestId?: string
  readonly protocol?: string
  readonly identity?: APIGatewayRequestIdentity
  readonly resourcePath?: string
  readonly path?: string
  readonly authorizer?: Readonly<Record<string, unknown>> | null
  readonly httpMethod?: string
  readonly requestTime?: string
  readonly requestTimeEpoch?: number
  readonly apiId?: string
}

export interface APIGatewayRequestIdentity {
  readonly cognitoIdentityPoolId?: string
  readonly accountId?: string
  readonly cognitoIdentityId?: string
  readonly caller?: string
  readonly apiKey?: string
  readonly apiKeyId?: string
  readonly accessKey?: string
  readonly sourceIp?: string
  readonly cognitoAuthenticationType?: string
  readonly cognitoAuthenticationProvider?: string
  readonly userArn?: string
  readonly userAgent?: string
  readonly user?: string
  readonly clientCert?: APIGatewayCustomAuthorizerRequestTypeRequestIdentityClientCert | null
}

export interface APIGatewayCustomAuthorizerRequestTypeRequestIdentityClientCert {
  readonly clientCertPem?: string
  readonly issuerDN?: string
  readonly serialNumber?: string
  readonly subjectDN?: string
  readonly validity?: APIGatewayCustomAuthorizerRequestTypeRequestIdentityClientCertValidity
}

export interface APIGatewayCustomAuthorizerRequestTypeRequestIdentityClientCertValidity {
  readonly notAfter?: string
  readonly notBefore?: string
}

export interface APIGatewayV2HTTPRequest {
  readonly version?: string
  readonly routeKey?: string
  readonly rawPath?: string
  readonly rawQueryString?: string
  readonly cookies?: readonly string[] | null
  readonly headers?: Readonly<Record<string, string>> | null
  readonly queryStringParameters?: Readonly<Record<string, string>> | null
  readonly pathParameters?: Readonly<Record<string, string>> | null
  readonly requestContext?: APIGatewayV2HTTPRequestContext
  readonly stageVariables?: Readonly<Record<string, string>> | null
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

export interface APIGatewayV2HTTPRequestContext {
  readonly routeKey?: string
  readonly accountId?: string
  readonly stage?: string
  readonly requestId?: string
  readonly authorizer?: APIGatewayV2HTTPRequestContextAuthorizerDescription | null
  readonly apiId?: string
  readonly domainName?: string
  readonly domainPrefix?: string
  readonly time?: string
  readonly timeEpoch?: number
  readonly http?: APIGatewayV2HTTPRequestContextHTTPDescription
  readonly authentication?: APIGatewayV2HTTPRequestContextAuthentication
}

export interface APIGatewayV2HTTPRequestContextAuthorizerDescription {
  readonly jwt?: APIGatewayV2HTTPRequestContextAuthorizerJWTDescription | null
  readonly lambda?: Readonly<Record<string, unknown>> | null
  readonly iam?: APIGatewayV2HTTPRequestContextAuthorizerIAMDescription | null
}

export interface APIGatewayV2HTTPRequestContextAuthorizerJWTDescription {
  readonly claims?: Readonly<Record<string, string>> | null
  readonly scopes?: readonly string[] | null
}

export interface APIGatewayV2HTTPRequestContextAuthorizerIAMDescription {
  readonly accessKey?: string
  readonly accountId?: string
  readonly callerId?: string
  readonly cognitoIdentity?: APIGatewayV2HTTPRequestContextAuthorizerCognitoIdentity
  readonly principalOrgId?: string
  readonly userArn?: string
  readonly userId?: string
}

export interface APIGatewayV2HTTPRequestContextAuthorizerCognitoIdentity {
  readonly amr?: readonly string[] | null
  readonly identityId?: string
  readonly identityPoolId?: string
}

export interface APIGatewayV2HTTPRequestContextHTTPDescription {
  readonly method?: string
  readonly path?: string
  readonly protocol?: string
  readonly sourceIp?: string
  readonly userAgent?: string
}

export interface APIGatewayV2HTTPRequestContextAuthentication {
  readonly clientCert?: APIGatewayV2HTTPRequestContextAuthenticationClientCert
}

export interface APIGatewayV2HTTPRequestContextAuthenticationClientCert {
  readonly clientCertPem?: string
  readonly issuerDN?: string
  readonly serialNumber?: string
  readonly subjectDN?: string
  readonly validity?: APIGatewayV2HTTPRequestContextAuthenticationClientCertValidity
}

export interface APIGatewayV2HTTPRequestContextAuthenticationClientCertValidity {
  readonly notAfter?: string
  readonly notBefore?: string
}

export interface APIGatewayWebsocketProxyRequest {
  readonly resource?: string
  readonly path?: string
  readonly httpMethod?: string
  readonly headers?: Readonly<Record<string, string>> | null
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | null>> | null
  readonly queryStringParameters?: Readonly<Record<string, string>> | null
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | null>> | null
  readonly pathParameters?: Readonly<Record<string, string>> | null
  readonly stageVariables?: Readonly<Record<string, string>> | null
  readonly requestContext?: APIGatewayWebsocketProxyRequestContext
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

export interface APIGatewayWebsocketProxyRequestContext {
  readonly accountId?: string
  readonly resourceId?: string
  readonly stage?: string
  readonly requestId?: string
  readonly identity?: APIGatewayRequestIdentity
  readonly resourcePath?: string
  readonly authorizer?: unknown
  readonly httpMethod?: string
  readonly apiId?: string
  readonly connectedAt?: number
  readonly connectionId?: string
  readonly domainName?: string
  readonly error?: string
  readonly eventType?: string
  readonly extendedRequestId?: string
  readonly integrationLatency?: string
  readonly messageDirection?: string
  readonly messageId?: unknown
  readonly requestTime?: string
  readonly requestTimeEpoch?: number
  readonly routeKey?: string
  readonly status?: string
  readonly disconnectStatusCode?: number
  readonly disconnectReason?: string | null
}

export interface APIGatewayCustomAuthorizerRequest {
  readonly type?: string
  readonly authorizationToken?: string
  readonly methodArn?: string
}

export interface APIGatewayCustomAuthorizerRequestTypeRequest {
  readonly type?: string
  readonly methodArn?: string
  readonly resource?: string
  readonly path?: string
  readonly httpMethod?: string
  readonly headers?: Readonly<Record<string, string>> | null
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | null>> | null
  readonly queryStringParameters?: Readonly<Record<string, string>> | null
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | null>> | null
  readonly pathParameters?: Readonly<Record<string, string>> | null
  readonly stageVariables?: Readonly<Record<string, string>> | null
  readonly requestContext?: APIGatewayCustomAuthorizerRequestTypeRequestContext
}

export interface APIGatewayCustomAuthorizerRequestTypeRequestContext {
  readonly path?: string
  readonly accountId?: string
  readonly resourceId?: string
  readonly stage?: string
  readonly requestId?: string
  readonly identity?: APIGatewayCustomAuthorizerRequestTypeRequestIdentity
  readonly resourcePath?: string
  readonly httpMethod?: string
  readonly apiId?: string
}

export interface APIGatewayCustomAuthorizerRequestTypeRequestIdentity {
  readonly apiKey?: string
  readonly sourceIp?: string
  readonly clientCert?: APIGatewayCustomAuthorizerRequestTypeRequestIdentityClientCert
}

export interface APIGatewayV2CustomAuthorizerV2Request {
  readonly version?: string
  readonly type?: string
  readonly routeArn?: string
  readonly identitySource?: readonly string[] | null
  readonly routeKey?: string
  readonly rawPath?: string
  readonly rawQueryString?: string
  readonly cookies?: readonly string[] | null
  readonly headers?: Readonly<Record<string, string>> | null
  readonly queryStringParameters?: Readonly<Record<string, string>> | null
  readonly requestContext?: APIGatewayV2HTTPRequestContext
  readonly pathParameters?: Readonly<Record<string, string>> | null
  readonly stageVariables?: Readonly<Record<string, string>> | null
}

export interface ALBTargetGroupRequest {
  readonly httpMethod?: string
  readonly path?: string
  readonly queryStringParameters?: Readonly<Record<string, string>> | null
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | null>> | null
  readonly headers?: Readonly<Record<string, string>> | null
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | null>> | null
  readonly requestContext?: ALBTargetGroupRequestContext
  readonly isBase64Encoded?: boolean
  readonly body?: string
}

export interface ALBTargetGroupRequestContext {
  readonly elb?: ELBContext
}

export interface ELBContext {
  readonly targetGroupArn?: string
}

export interface LambdaFunctionURLRequest {
  readonly version?: string
  readonly rawPath?: string
  readonly rawQueryString?: string
  readonly cookies?: readonly string[] | null
  readonly headers?: Readonly<Record<string, string>> | null
  readonly queryStringParameters?: Readonly<Record<string, string>> | null
  readonly requestContext?: LambdaFunctionURLRequestContext
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

export interface LambdaFunctionURLRequestContext {
  readonly accountId?: string
  readonly requestId?: string
  readonly authorizer?: LambdaFunctionURLRequestContextAuthorizerDescription | null
  readonly apiId?: string
  readonly domainName?: string
  readonly domainPrefix?: string
  readonly time?: string
  readonly timeEpoch?: number
  readonly http?: LambdaFunctionURLRequestContextHTTPDescription
}

export interface LambdaFunctionURLRequestContextAuthorizerDescription {
  readonly iam?: LambdaFunctionURLRequestContextAuthorizerIAMDescription | null
}

export interface LambdaFunctionURLRequestContextAuthorizerIAMDescription {
  readonly accessKey?: string
  readonly accountId?: string
  readonly callerId?: string
  readonly userArn?: string
  readonly userId?: string
}

export interface LambdaFunctionURLRequestContextHTTPDescription {
  readonly method?: string
  readonly path?: string
  readonly protocol?: string
  readonly sourceIp?: string
  readonly userAgent?: string
}

export interface AppSyncLambdaAuthorizerRequest {
  readonly authorizationToken?: string
  readonly requestContext?: AppSyncLambdaAuthorizerRequestContext
}

export interface AppSyncLambdaAuthorizerRequestContext {
  readonly apiId?: string
  readonly accountId?: string
  readonly requestId?: string
  readonly queryString?: string
  readonly operationName?: string
  readonly variables?: Readonly<Record<string, unknown>> | null
}
