import { GoLambdaError } from '../failure/index.ts'

const atItsLimit = 'ReservedFunctionConcurrentInvocationLimitExceeded'

/** What AWS itself said when it throttled a deployed function. */
export interface Throttled {
  /** AWS's `Reason`. */
  readonly reason: string | undefined
  readonly cause: unknown
}

/**
 * Every environment was busy, and `whenBusy` is `'reject'`: nothing was sent. Or AWS throttled a deployed function: it did
 * not run. AWS throttles with the same words and HTTP 429. `code`: `LAMBDA_TOO_MANY_REQUESTS`.
 */
export class LambdaTooManyRequestsError extends GoLambdaError {
  /** The name of AWS's exception. */
  readonly errorType = 'TooManyRequestsException'
  readonly errorMessage = 'Rate Exceeded.'
  /** AWS's `Reason`: here always that of a function at its reserved concurrency; empty where AWS gave none. */
  readonly reason: string

  /** @param by how many environments are busy, or what AWS said. */
  constructor(label: string, by: number | Throttled) {
    const isOurs = typeof by === 'number'
    super('LambdaTooManyRequestsError', 'LAMBDA_TOO_MANY_REQUESTS', {
      reason: `Rate Exceeded. ${label} cannot take another invocation: ${isOurs ? busy(by) : throttled(by)}`,
      nextStep: isOurs
        ? "raise { concurrency }, or let invocations wait for their turn: { whenBusy: 'wait' }"
        : 'it was not sent again: run fewer tests at once, or raise its reserved concurrency, or the quota of the account',
      ...(!isOurs && { cause: by.cause }),
    })
    this.reason = isOurs ? atItsLimit : (by.reason ?? '')
  }
}

function busy(environments: number): string {
  return environments === 1 ? 'its only environment is busy' : `its ${environments} environments are busy`
}

function throttled({ reason }: Throttled): string {
  return `AWS throttled it${reason === undefined ? '' : ` (${reason})`}`
}
