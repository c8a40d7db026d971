import { GoLambdaError } from '../failure/index.ts'

/**
 * Every environment was busy, and `whenBusy` is `'reject'`. Nothing was sent. AWS throttles with the same words and HTTP
 * 429. `code`: `LAMBDA_TOO_MANY_REQUESTS`.
 */
export class LambdaTooManyRequestsError extends GoLambdaError {
  /** The name of AWS's exception. */
  readonly errorType = 'TooManyRequestsException'
  readonly errorMessage = 'Rate Exceeded.'
  /** AWS's `Reason` of a function at its reserved concurrency. */
  readonly reason = 'ReservedFunctionConcurrentInvocationLimitExceeded'

  constructor(label: string, concurrency: number) {
    const busy = concurrency === 1 ? 'its only environment is busy' : `its ${concurrency} environments are busy`
    super('LambdaTooManyRequestsError', 'LAMBDA_TOO_MANY_REQUESTS', {
      reason: `Rate Exceeded. ${label} cannot take another invocation: ${busy}`,
      nextStep: "raise { concurrency }, or let invocations wait for their turn: { whenBusy: 'wait' }",
    })
  }
}
