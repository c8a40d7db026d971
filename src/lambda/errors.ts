import { type Failure, GoLambdaError } from '../failure/index.ts'
import { exitMessage } from './exit-message.ts'
import type { FunctionError, StackFrame } from './function-error.ts'
import { goStack } from './go-stack.ts'

/** What is known of one invocation, whether it was answered or not. */
export interface Invocation {
  readonly requestId: string
  /** What the function wrote to stdout and stderr during this invocation, in order. */
  readonly logs: string
  /** From the request's first byte to the answer's last, or to the failure. */
  readonly durationMs: number
  /**
   * `durationMs`, with `initDurationMs` at a cold start, rounded up to the next whole millisecond: AWS bills the init phase
   * (of `provided.*` always, of everything since August 2025).
   */
  readonly billedDurationMs: number
  /** The init phase of the environment, spawn to ready: only where this invocation was its first. */
  readonly initDurationMs?: number
  /** Whether it was the first invocation of its execution environment. */
  readonly coldStart: boolean
  /**
   * The most memory that the function's process ever held, in MiB, rounded up; its children are not counted. Only on
   * Linux, and where the process still was there at the end of the invocation.
   */
  readonly maxMemoryUsedMb?: number
}

/**
 * The function failed: its handler returned an error or panicked, or (subclasses) it exited or ran out of time.
 * `errorType`, `errorMessage` and `stackTrace` are what AWS's Invoke API answers with `FunctionError: Unhandled`.
 * `code`: `LAMBDA_FUNCTION_ERROR`.
 */
export class LambdaFunctionError extends GoLambdaError {
  readonly errorType: string
  readonly errorMessage: string
  /** Go's frames, innermost first, as the function sent them: after a panic, else empty. */
  readonly stackTrace: readonly StackFrame[]
  readonly requestId: string
  readonly invocation: Invocation
  /** What had come of an answer that broke off half-way; `undefined` where nothing had, and where a stream was read. */
  received: Uint8Array | undefined

  constructor(error: FunctionError, invocation: Invocation, options: FunctionErrorOptions = {}) {
    super(options.name ?? 'LambdaFunctionError', options.code ?? 'LAMBDA_FUNCTION_ERROR', {
      reason: error.errorMessage || error.errorType,
      ...options.failure,
    })
    this.errorType = error.errorType
    this.errorMessage = error.errorMessage
    this.stackTrace = error.stackTrace ?? []
    this.requestId = invocation.requestId
    this.invocation = invocation
  }

  protected override framesBefore(columns: boolean): string[] {
    return goStack(this.stackTrace, columns)
  }

  /** The JSON that AWS's Invoke API answers: `errorMessage`, `errorType` and, after a panic, `stackTrace`. */
  toAwsJson(): FunctionError {
    return {
      errorMessage: this.errorMessage,
      errorType: this.errorType,
      ...(this.stackTrace.length > 0 && { stackTrace: this.stackTrace }),
    }
  }
}

interface FunctionErrorOptions {
  readonly name?: string
  readonly code?: string
  readonly failure?: Partial<Failure>
}

/** How many lines of the function's output an error shows, and how much of each. */
const shownLines = 20
const shownCharacters = 1_000

/**
 * What an error shows of a function's output: its last lines. Of a longer report of a Go crash its begin, which names
 * the reason. Says how many lines were left out.
 */
export function lastLines(output: string, most = shownLines): string[] {
  const lines = output.replace(/\n$/, '').split('\n').map(shorten)
  if (lines.length === 1 && lines[0] === '') return []
  const crash = lines.findLastIndex((line) => /^(panic|fatal error): /.test(line))
  const from = Math.max(0, lines.length - most)
  const start = crash === -1 ? from : Math.min(crash, from)
  const after = lines.length - most - start
  return [
    ...(start > 0 ? [leftOut(start, 'earlier')] : []),
    ...lines.slice(start, start + most),
    ...(after > 0 ? [leftOut(after, 'later')] : []),
  ]
}

function leftOut(count: number, where: 'earlier' | 'later'): string {
  return `… ${count} ${where} ${count === 1 ? 'line' : 'lines'}`
}

function shorten(line: string): string {
  const left = line.length - shownCharacters
  return left > 0 ? `${line.slice(0, shownCharacters)} … ${left} more characters` : line
}

/** The deadline passed: the environment was killed with all its children. AWS: `Sandbox.Timedout`. `code`: `LAMBDA_TIMEOUT`. */
export class LambdaTimeoutError extends LambdaFunctionError {
  constructor(given: {
    label: string
    requestId: string
    timeoutMs: number
    invocation: Invocation
    /** The deadline was this invocation's own, `timeoutMs` off when it was called. */
    ownDeadline?: boolean
    nextStep?: string
  }) {
    const seconds = (given.timeoutMs / 1000).toFixed(2)
    const errorMessage = `RequestId: ${given.requestId} Error: Task timed out after ${seconds} seconds`
    super({ errorType: 'Sandbox.Timedout', errorMessage }, given.invocation, {
      name: 'LambdaTimeoutError',
      code: 'LAMBDA_TIMEOUT',
      failure: {
        evidence: lastLines(given.invocation.logs),
        nextStep:
          given.nextStep ??
          `${given.label} was killed at its deadline and starts anew at the next invocation; heed ctx.Done() in the handler, or ${given.ownDeadline === true ? 'give a later { deadline }' : `raise { timeoutMs: ${Math.round(given.timeoutMs)} }`}`,
      },
    })
  }
}

/** The function's process ended in the midst of an invocation. AWS: `Runtime.ExitError`. `code`: `LAMBDA_EXIT`. */
export class LambdaExitError extends LambdaFunctionError {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null

  constructor(given: {
    label: string
    requestId: string
    exitCode: number | null
    signal: NodeJS.Signals | null
    invocation: Invocation
    /** Of a function that is not ours to start again. */
    nextStep?: string
  }) {
    const errorMessage = `RequestId: ${given.requestId} Error: ${exitMessage(given)}`
    super({ errorType: 'Runtime.ExitError', errorMessage }, given.invocation, {
      name: 'LambdaExitError',
      code: 'LAMBDA_EXIT',
      failure: {
        evidence: lastLines(given.invocation.logs),
        nextStep:
          given.nextStep ??
          `${given.label} ended before it answered; ${whyExited(given)}. It starts anew at the next invocation`,
      },
    })
    this.exitCode = given.exitCode
    this.signal = given.signal
  }
}

/** Where to look for the reason. */
function whyExited({ signal, invocation }: { signal: NodeJS.Signals | null; invocation: Invocation }): string {
  if (signal === 'SIGKILL') return 'something killed it: is there enough memory?'
  if (invocation.logs.trim() !== '') return 'its output above says why'
  return signal === null ? 'it wrote nothing: look for os.Exit' : 'it wrote nothing: see who sends that signal'
}

/** The line to a living function broke, or what came over it was not net/rpc. `code`: `LAMBDA_CONNECTION`. */
export class LambdaConnectionError extends GoLambdaError {
  readonly requestId: string
  readonly invocation: Invocation | undefined

  constructor(given: {
    label: string
    requestId: string
    reason: string
    cause?: unknown
    invocation?: Invocation
    nextStep?: string
  }) {
    super('LambdaConnectionError', 'LAMBDA_CONNECTION', {
      reason: `the connection to ${given.label} was lost during invocation ${given.requestId}: ${given.reason}`,
      evidence: lastLines(given.invocation?.logs ?? ''),
      nextStep:
        given.nextStep ??
        'the invocation may have run and is not sent again; the environment was replaced, so the next one works',
      cause: given.cause,
    })
    this.requestId = given.requestId
    this.invocation = given.invocation
  }
}

/** `stop()` was called; `start()` makes the function usable again. `code`: `LAMBDA_STOPPED`. */
export class LambdaStoppedError extends GoLambdaError {
  constructor(label: string) {
    super('LambdaStoppedError', 'LAMBDA_STOPPED', {
      reason: `${label} has been stopped`,
      nextStep: 'call start() first, or invoke before the suite ends (await every invocation)',
    })
  }
}

/** The payload cannot be sent as JSON without losing something. `path` is where (`$.items[3].price`). `code`: `LAMBDA_PAYLOAD`. */
export class LambdaPayloadError extends GoLambdaError {
  readonly path: string

  constructor(path: string, what: string, nextStep: string) {
    super('LambdaPayloadError', 'LAMBDA_PAYLOAD', {
      reason: `the payload cannot be sent as JSON: ${what} at ${path}`,
      nextStep,
    })
    this.path = path
  }
}

/** The function answered, but not with JSON that can be read without loss. `bytes` is the answer. `code`: `LAMBDA_RESPONSE`. */
export class LambdaResponseError extends GoLambdaError {
  readonly bytes: Uint8Array
  /** Where, when it is one value that cannot be held (`$.id`). */
  readonly path: string | undefined
  /** Set by whoever invoked. */
  invocation: Invocation | undefined

  constructor(given: Failure & { bytes: Uint8Array; path?: string }) {
    super('LambdaResponseError', 'LAMBDA_RESPONSE', given)
    this.bytes = given.bytes
    this.path = given.path
  }
}
