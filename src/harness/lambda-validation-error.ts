import { GoLambdaError } from '../failure/index.ts'
import type { Invocation } from '../lambda/index.ts'

/** A request or an answer is not of the type that option `validate` holds it to. `code`: `LAMBDA_VALIDATION`. */
export class LambdaValidationError extends GoLambdaError {
  readonly side: 'request' | 'response'
  /** The first place that does not fit: `$.items[3].price`. */
  readonly path: string
  /** Of an answer; a request that does not fit is not sent. */
  readonly invocation: Invocation | undefined

  constructor(given: {
    readonly side: 'request' | 'response'
    readonly path: string
    readonly reason: string
    readonly evidence?: readonly string[]
    readonly nextStep: string
    readonly invocation?: Invocation | undefined
  }) {
    super('LambdaValidationError', 'LAMBDA_VALIDATION', given)
    this.side = given.side
    this.path = given.path
    this.invocation = given.invocation
  }
}
