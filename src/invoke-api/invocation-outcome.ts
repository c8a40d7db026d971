import { Buffer } from 'node:buffer'
import { errorMessage } from '../failure/index.ts'
import {
  type FunctionError,
  type Invocation,
  LambdaConnectionError,
  LambdaExitError,
  LambdaFunctionError,
  LambdaStartError,
  LambdaTimeoutError,
  LambdaTooManyRequestsError,
  responseTooLarge,
} from '../lambda/index.ts'
import { LambdaServiceException } from './lambda-service-exception.ts'
import type { SandboxError } from './log-result.ts'

/** How one invocation ended, as AWS answers it. */
export interface InvocationOutcome {
  readonly payload: Uint8Array
  readonly failed: boolean
  /** An error that AWS itself gives. */
  readonly sandboxError?: SandboxError | undefined
  /** Not where the function did not start. */
  readonly invocation?: Invocation | undefined
  /** What was written in an init phase that failed. */
  readonly initLogs?: string
}

/**
 * Reads what an invocation was rejected with.
 *
 * @throws {LambdaServiceException} where it is no failure of the function's: `TooManyRequestsException`, and
 * `ResourceConflictException` for what has no counterpart on AWS (not built, stopped); `cause` is the error itself.
 */
export function outcomeOfError(error: unknown, requestId: string): InvocationOutcome {
  if (error instanceof LambdaTimeoutError || error instanceof LambdaExitError) {
    const { errorType, errorMessage, invocation } = error
    return { ...sandbox({ errorType, errorMessage }), invocation }
  }
  if (error instanceof LambdaFunctionError) {
    const { errorType, errorMessage, invocation } = error
    const tooLarge = errorType === responseTooLarge.errorType && errorMessage === responseTooLarge.errorMessage
    const payload = tooLarge ? awsJson({ errorType, errorMessage }) : goJson(error.toAwsJson())
    return { payload, failed: true, invocation }
  }
  if (error instanceof LambdaConnectionError) {
    // It was killed for that: to the caller it is gone, and did not say why.
    const errorMessage = `RequestId: ${requestId} Error: Runtime exited without providing a reason`
    return { ...sandbox({ errorType: 'Runtime.ExitError', errorMessage }), invocation: error.invocation }
  }
  const started = error instanceof LambdaStartError ? error.toAwsJson() : undefined
  if (started !== undefined) return { ...sandbox(started), initLogs: (error as LambdaStartError).logs }
  throw exceptionOf(error, requestId)
}

/** What AWS throws where the function could not be invoked at all. */
export function exceptionOf(error: unknown, requestId: string): LambdaServiceException {
  if (error instanceof LambdaServiceException) return error
  if (error instanceof LambdaTooManyRequestsError) {
    const { errorType, errorMessage, reason } = error
    return new LambdaServiceException(errorType, { message: errorMessage, reason, requestId, cause: error })
  }
  const state =
    'The operation cannot be performed at this time. The function is currently in the following state: Failed'
  const { name = 'Error' } = (error ?? {}) as { readonly name?: unknown }
  return new LambdaServiceException('ResourceConflictException', {
    message: `${state}\n${name}: ${errorMessage(error)}`,
    requestId,
    cause: error,
  })
}

function sandbox(error: SandboxError): InvocationOutcome {
  return { payload: awsJson(error), failed: true, sandboxError: error }
}

/** AWS writes the type first. */
function awsJson({ errorType, errorMessage }: SandboxError): Uint8Array {
  return Buffer.from(JSON.stringify({ errorType, errorMessage }))
}

/** aws-lambda-go writes its errors with encoding/json, which escapes what HTML reads. */
function goJson(error: FunctionError): Uint8Array {
  const text = JSON.stringify(error).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return Buffer.from(text)
}
