import { GoLambdaError } from '../failure/index.ts'
import type { ResponseMetadata } from './invoke-output.ts'

/** AWS's exceptions that are thrown here, with the HTTP status each has. */
const statusCodes = {
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  RequestEntityTooLargeException: 413,
  ResourceConflictException: 409,
  ResourceNotFoundException: 404,
  TooManyRequestsException: 429,
  ValidationException: 400,
} as const

export type ExceptionName = keyof typeof statusCodes

/**
 * An exception of the Invoke API: `name` is AWS's (`ResourceNotFoundException`), `message` its text. The SDK's own
 * classes take it for theirs (`error instanceof ResourceNotFoundException`). `code`: `LAMBDA_SERVICE`.
 */
export class LambdaServiceException extends GoLambdaError {
  readonly $fault = 'client'
  readonly $metadata: ResponseMetadata
  /** `User`, where AWS has it. */
  readonly Type?: string
  /** Why a `TooManyRequestsException` was thrown. */
  readonly Reason?: string

  constructor(
    name: ExceptionName,
    given: {
      readonly message: string
      readonly requestId: string
      readonly reason?: string
      readonly cause?: unknown
    },
  ) {
    super(name, 'LAMBDA_SERVICE', { reason: given.message, cause: given.cause })
    this.$metadata = {
      httpStatusCode: statusCodes[name],
      requestId: given.requestId,
      attempts: 1,
      totalRetryDelay: 0,
    }
    if (name !== 'ValidationException') this.Type = 'User'
    if (given.reason !== undefined) this.Reason = given.reason
  }

  /** As the SDK's own, with their metadata. */
  override toJSON(): Readonly<Record<string, unknown>> {
    return { ...super.toJSON(), $metadata: this.$metadata }
  }
}
