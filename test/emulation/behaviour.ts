import type { GoLambda, GoLambdaOptions } from '../../src/harness/index.ts'

type InvokeOptions = NonNullable<Parameters<GoLambda['invoke']>[1]>

/**
 * What AWS does with a function, as data: what is done, and the whole value that each step must give. Read by a suite in
 * Vitest and by one in Jest, so nothing here depends on either.
 */
export interface Behaviour {
  /** A sentence: the title of the test that proves it. */
  readonly name: string
  /** The function's folder in test/lambdas. */
  readonly lambda: string
  readonly options?: Omit<GoLambdaOptions, 'env' | 'cwd'>
  /** Variables of the first environment, the second …; the last also for all that follow. */
  readonly env?: readonly Readonly<Record<string, string | undefined>>[]
  readonly steps: readonly Step[]
}

/** What must come of a step over a transport. */
export function givenBy({ gives, givesOverRuntimeApi }: Step, transport: 'rpc' | 'runtime-api'): Outcome {
  return transport === 'runtime-api' ? (givesOverRuntimeApi ?? gives) : gives
}

export type Step = {
  /** What must come of it. */
  readonly gives: Outcome
  /** Where aws-lambda-go itself does otherwise over the Runtime API: what comes of it there. */
  readonly givesOverRuntimeApi?: Outcome
} & (
  | {
      readonly invoke: unknown
      readonly options?: StepOptions
      /** Sent to the process as soon as the function has written this. */
      readonly killedAfter?: { readonly signal: 'SIGKILL' | 'SIGTERM'; readonly output: string }
    }
  /** Text in, text out, without JSON on our side. */
  | { readonly invokeRaw: string; readonly options?: StepOptions }
  /** As the AWS SDK calls it; Payload and LogResult of the answer as text. */
  | { readonly send: Parameters<GoLambda['send']>[0] }
  /** Invocations made at the same time. */
  | { readonly together: readonly unknown[] }
  | { readonly call: 'start' | 'restart' | 'stop' }
  /** `stop('SIGTERM')`; gives all that the function ever wrote. */
  | { readonly call: 'terminate' }
  /** A signal from outside, while nothing is asked of the function. */
  | { readonly kill: 'SIGKILL' | 'SIGTERM' }
  /** Waits until the living environment has written this. */
  | { readonly written: string }
  /** Waits until there are as many processes as `gives` says. */
  | { readonly waitFor: 'processes' }
)

type StepOptions = Pick<InvokeOptions, 'clientContext' | 'cognitoIdentity' | 'qualifier' | 'requestId' | 'traceId'> & {
  /** How far off the deadline of this one invocation is. */
  readonly deadlineInMs?: number
}

/**
 * What came of a step. Request ids are masked (`<request id>`); where a RegExp stands, the text or number need only match it.
 */
export interface Outcome {
  /** The answer, parsed; of `invokeRaw` its text; of `together` each, or what was thrown instead. */
  readonly answer?: unknown
  /** What was thrown. */
  readonly error?: Thrown
  /** The invocation's output. */
  readonly logs?: string | RegExp
  /** Whether a new process served it, or one that has served before. */
  readonly environment?: 'fresh' | 'warm'
  /** How many processes there are of the function and of what it started, at the moment that the step settled. */
  readonly processes: number
}

export interface Thrown {
  readonly class: string
  readonly code: string
  /** What AWS's Invoke API answers. */
  readonly aws?: unknown
  /** Where AWS has no word for it: the message's first line. */
  readonly reason?: string | RegExp
}

type InvocationOutcome = Pick<Outcome, 'logs' | 'environment' | 'processes'>

/** An answer of a warm environment without output, unless said otherwise. */
export function answers(answer: unknown, other: Partial<InvocationOutcome> = {}): Outcome {
  return { answer, logs: '', environment: 'warm', processes: 1, ...other }
}

/** The first answer of a new process. */
export function answersFresh(answer: unknown, other: Partial<InvocationOutcome> = {}): Outcome {
  return answers(answer, { environment: 'fresh', ...other })
}

/** An error that the handler returned: the process lives on. */
export function fails(
  errorType: string,
  errorMessage: string | RegExp,
  other: Partial<InvocationOutcome> = {},
): Outcome {
  return functionError({ errorMessage, errorType }, other)
}

/** A handler that panicked, with frames of the user's own code (`label path`): the process is replaced. */
export function panicked(
  errorType: string,
  errorMessage: string | RegExp,
  ownFrames: readonly (string | RegExp)[],
  other: Partial<InvocationOutcome> = {},
): Outcome {
  return functionError({ errorMessage, errorType, stackTrace: [...ownFrames] }, { processes: 0, ...other })
}

function functionError(aws: object, other: Partial<InvocationOutcome>): Outcome {
  const error = { class: 'LambdaFunctionError', code: 'LAMBDA_FUNCTION_ERROR', aws }
  return { error, logs: '', environment: 'warm', processes: 1, ...other }
}

/** The process ended in the midst of an invocation: AWS's `Runtime.ExitError`. */
export function exited(how: string, logs: string | RegExp, other: Partial<InvocationOutcome> = {}): Outcome {
  const aws = { errorMessage: `RequestId: <request id> Error: ${how}`, errorType: 'Runtime.ExitError' }
  const error = { class: 'LambdaExitError', code: 'LAMBDA_EXIT', aws }
  return { error, logs, environment: 'warm', processes: 0, ...other }
}

/** The deadline passed: AWS's `Sandbox.Timedout`. */
export function timedOut(
  seconds: string | RegExp,
  logs: string | RegExp,
  other: Partial<InvocationOutcome> = {},
): Outcome {
  const [before, after] = ['RequestId: <request id> Error: Task timed out after ', ' seconds']
  const errorMessage =
    typeof seconds === 'string' ? before + seconds + after : new RegExp(`^${before}${seconds.source}${after}$`)
  const aws = { errorMessage, errorType: 'Sandbox.Timedout' }
  const error = { class: 'LambdaTimeoutError', code: 'LAMBDA_TIMEOUT', aws }
  return { error, logs, environment: 'warm', processes: 0, ...other }
}

/** The init phase failed. */
export function notStarted(errorType: string, text: string, logs: string | RegExp): Outcome {
  const aws = { errorMessage: `RequestId: <request id> Error: ${text}`, errorType }
  return { error: { class: 'LambdaStartError', code: 'LAMBDA_START', aws }, logs, processes: 0 }
}
