import { GoLambdaError } from '../failure/index.ts'
import type { FunctionError } from './function-error.ts'

/**
 * AWS's limits, in bytes.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxRequestBytes = 6_291_456
export const maxResponseBytes = 6_291_556
/** Of a streamed answer. */
export const maxStreamBytes = 209_715_200
/** Of an asynchronous invocation's request. */
export const maxEventBytes = 1_048_576
/** Of the client context's base64. */
export const maxClientContextBytes = 3_583

/**
 * The payload is larger than AWS takes; nothing was sent. AWS throws `RequestEntityTooLargeException` (HTTP 413).
 * `code`: `LAMBDA_PAYLOAD_SIZE`.
 */
export class LambdaPayloadSizeError extends GoLambdaError {
  readonly bytes: number

  constructor(bytes: number) {
    super('LambdaPayloadSizeError', 'LAMBDA_PAYLOAD_SIZE', {
      reason: `${tooLargeMessage(bytes, 'RequestResponse', maxRequestBytes)}; AWS throws RequestEntityTooLargeException`,
      nextStep: 'send less, or let the function fetch it: store it (S3), send where it is',
    })
    this.bytes = bytes
  }
}

/** AWS's text of a request that is too large. */
export function tooLargeMessage(bytes: number, invocationType: string, limit: number): string {
  return `${bytes} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`
}

/** What AWS answers in place of an answer that is larger than `maxResponseBytes`. */
export const responseTooLarge: FunctionError = tooLarge(maxResponseBytes)

/** The same of an answer of any limit. */
export function tooLarge(limit: number): FunctionError {
  return {
    errorMessage: `Response payload size exceeded maximum allowed payload size (${limit} bytes).`,
    errorType: 'Function.ResponseSizeTooLarge',
  }
}
