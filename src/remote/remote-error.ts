import { type Failure, GoLambdaError } from '../failure/index.ts'

/**
 * A deployed function could not be invoked, or its answer did not come: the SDK, the credentials, the permission, the network
 * or AWS itself. What the function does wrong is a `LambdaFunctionError`. `code`: `LAMBDA_REMOTE`.
 */
export class LambdaRemoteError extends GoLambdaError {
  /** The name of AWS's exception or of the SDK's error (`ResourceNotFoundException`, `CredentialsProviderError`). */
  readonly exceptionName: string | undefined
  /** HTTP, where AWS answered. */
  readonly statusCode: number | undefined
  /** AWS's, where it answered. */
  readonly requestId: string | undefined

  constructor(
    failure: Failure & {
      readonly exceptionName?: string | undefined
      readonly statusCode?: number | undefined
      readonly requestId?: string | undefined
    },
  ) {
    super('LambdaRemoteError', 'LAMBDA_REMOTE', failure)
    this.exceptionName = failure.exceptionName
    this.statusCode = failure.statusCode
    this.requestId = failure.requestId
  }
}
