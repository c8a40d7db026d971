import { type Failure, GoLambdaError } from '../failure/index.ts'
import { exitMessage } from './exit-message.ts'
import type { FunctionError } from './function-error.ts'

/** How a function failed in its init phase, where AWS has a word for it. */
export type InitFailure =
  | { readonly kind: 'exited'; readonly exitCode: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly kind: 'timed-out' }
  /** It said so itself (`/runtime/init/error`). */
  | { readonly kind: 'init-error'; readonly errorType: string; readonly errorMessage: string }
  /** It cannot be executed: `fork/exec /var/task/bootstrap: permission denied`. */
  | { readonly kind: 'invalid-entrypoint'; readonly reason: string }

/**
 * The function did not come up: it exited, never listened, or could not be spawned. `code`: `LAMBDA_START`.
 *
 * `errorType` and `errorMessage` are what AWS's Invoke API answers with `FunctionError: Unhandled`; both are `undefined`
 * where the failure is not the function's own (its `env()` threw, its working directory is missing).
 */
export class LambdaStartError extends GoLambdaError {
  /** `Runtime.ExitError`, `Sandbox.Timedout`, `Runtime.InvalidEntrypoint`, or what the function itself said. */
  readonly errorType: string | undefined
  /** The last 1 MiB of what the function wrote in its init phase. */
  readonly logs: string
  readonly initFailure: InitFailure | undefined
  #invocation: StoppedInvocation | undefined

  constructor(
    given: {
      readonly label: string
      readonly reason: string
      readonly initFailure?: InitFailure | undefined
      readonly logs?: string
    } & Pick<Failure, 'evidence' | 'nextStep' | 'cause'>,
  ) {
    super('LambdaStartError', 'LAMBDA_START', { ...given, reason: `${given.label} ${given.reason}` })
    this.initFailure = given.initFailure
    this.errorType = given.initFailure && errorTypeOf(given.initFailure)
    this.logs = given.logs ?? ''
  }

  /** The invocation that it stopped; `undefined` after `start()` and `ping()`. */
  get requestId(): string | undefined {
    return this.#invocation?.requestId
  }

  /**
   * AWS's text. It begins with `RequestId: … Error: ` where an invocation was stopped. After an init phase that took too
   * long AWS starts the function once more, within the invocation's own timeout, and it is that one which it names.
   */
  get errorMessage(): string | undefined {
    const failure = this.initFailure
    if (failure === undefined) return undefined
    if (failure.kind === 'init-error') return failure.errorMessage // AWS hands it on as it is
    const prefix = this.#invocation === undefined ? '' : `RequestId: ${this.#invocation.requestId} Error: `
    return prefix + describe(failure, this.#invocation?.timeoutMs)
  }

  /** The JSON that AWS's Invoke API answers; `undefined` where the failure is not the function's own. */
  toAwsJson(): FunctionError | undefined {
    const { errorType, errorMessage } = this
    return errorType === undefined || errorMessage === undefined ? undefined : { errorMessage, errorType }
  }

  /** Says which invocation it stopped. */
  stoppedInvocation(invocation: StoppedInvocation): void {
    this.#invocation = invocation
  }
}

interface StoppedInvocation {
  readonly requestId: string
  /** The function's timeout. */
  readonly timeoutMs: number
}

const errorTypes = {
  exited: 'Runtime.ExitError',
  'timed-out': 'Sandbox.Timedout',
  'invalid-entrypoint': 'Runtime.InvalidEntrypoint',
} as const

function errorTypeOf(failure: InitFailure): string {
  return failure.kind === 'init-error' ? failure.errorType : errorTypes[failure.kind]
}

function describe(failure: Exclude<InitFailure, { kind: 'init-error' }>, timeoutMs: number | undefined): string {
  switch (failure.kind) {
    case 'exited':
      return exitMessage(failure)
    case 'timed-out':
      return timeoutMs === undefined
        ? 'Task timed out'
        : `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`
    case 'invalid-entrypoint':
      return failure.reason
  }
}
