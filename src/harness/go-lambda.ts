import type { Invocation, InvocationContext } from '../lambda/index.ts'

/** What one invocation may be given besides its payload. */
export interface InvokeOptions extends InvocationContext {
  /** Gives up: the environment is killed (AWS cannot cancel either), the call rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** The answer with what is known of its invocation. */
export interface DetailedResult<Response> extends Invocation {
  readonly response: Response
}

/** One process of the function, as it stands. */
export interface EnvironmentInfo {
  readonly pid: number
  readonly port: number | undefined
  readonly state: 'starting' | 'idle' | 'busy' | 'ended'
  /** Whether it has not answered an invocation yet. */
  readonly coldStart: boolean
}

/**
 * A Go Lambda function under test. The process starts at the first invocation, as on AWS, and serves one invocation
 * at a time; calls made meanwhile wait for their turn.
 */
export interface GoLambda<Request = unknown, Response = unknown> {
  /**
   * Invokes the function and gives its answer, parsed from JSON. Without a payload `{}` is sent.
   *
   * @throws {LambdaFunctionError} if the handler returned an error or panicked; its subclasses {@link LambdaTimeoutError}
   *   and {@link LambdaExitError} if the deadline passed or the process ended.
   * @throws {LambdaPayloadError} if the payload cannot be sent as JSON without loss.
   * @throws {LambdaResponseError} if the answer is not JSON, or holds an integer that would be rounded.
   * @throws {LambdaStartError} if the function did not come up.
   */
  invoke(payload?: Request, options?: InvokeOptions): Promise<Response>
  /** Invokes the function with bytes and gives the bytes of its answer: no JSON on our side. Throws as `invoke` does. */
  invokeRaw(payload: Uint8Array, options?: InvokeOptions): Promise<Uint8Array>
  /** As `invoke`, with request id, logs and durations. A `LambdaFunctionError` carries the same as `invocation`. */
  invokeDetailed(payload?: Request, options?: InvokeOptions): Promise<DetailedResult<Response>>
  /** Starts the function now, where the first invocation would; ready when it resolves. Also after `stop()`. */
  start(): Promise<void>
  /** Resolves when the function answers `Function.Ping`; starts it if needed. */
  ping(): Promise<void>
  /** A fresh environment for the next invocation: Go's global state is new. Waits for the invocation under way. */
  restart(): Promise<void>
  /**
   * Ends the function's processes at once, or (`'SIGTERM'`) after its handlers had up to 2 s. Idempotent.
   * Calls made later reject with `LambdaStoppedError` until `start()`.
   */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
  readonly environments: readonly EnvironmentInfo[]
  /** The port of the only environment; `undefined` before it starts. */
  readonly port: number | undefined
  /** The process id of the only environment; `undefined` before it starts. */
  readonly pid: number | undefined
  /** The last 1 MiB of what the living environment wrote to stdout and stderr. */
  readonly logs: string
  /** The invocation that ended last, whether it was answered or not. */
  readonly lastInvocation: Invocation | undefined
  [Symbol.asyncDispose](): Promise<void>
}

/** As {@link DetailedResult}, the answer's bytes as they came. */
export type DetailedBytes = DetailedResult<Uint8Array>
