/**
 * What a mobile client says of itself, in the form that the Invoke API carries and Go's
 * `lambdacontext.ClientContext` reads. At most 3,583 bytes of base64 on AWS.
 */
export interface ClientContext {
  readonly client?: {
    readonly installation_id?: string
    readonly app_title?: string
    readonly app_version_code?: string
    readonly app_package_name?: string
  }
  readonly env?: Readonly<Record<string, string>>
  readonly custom?: Readonly<Record<string, string>>
}

/** `lambdacontext.CognitoIdentity`. */
export interface CognitoIdentity {
  readonly cognitoIdentityId: string
  readonly cognitoIdentityPoolId: string
}
