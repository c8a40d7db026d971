import type { InvokeInput, InvokeOutput } from '../invoke-api/index.ts'
import type { Invocation, InvocationContext, StreamedResponse } from '../lambda/index.ts'

/** What one invocation may be given besides its payload. */
export interface InvokeOptions extends InvocationContext {
  /**
   * When this invocation's time is over, at most 900,000 ms ahead, instead of after the function's `timeoutMs`: Go's
   * context ends then, and the environment is killed. A cold start's init phase takes of it: `start()` first.
   */
  readonly deadline?: Date
  /** The version or alias that is invoked (`'$LATEST'`, `'3'`, `'live'`): the last part of Go's `InvokedFunctionArn`. */
  readonly qualifier?: string
  /** Of a function with tenant isolation: Go's `lambdacontext.TenantID`. Only over the Runtime API, which has a header for it. */
  readonly tenantId?: string
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
 * at a time (with `concurrency`, that many processes do); calls made meanwhile wait for their turn.
 */
export interface GoLambda<Request = unknown, Response = unknown> {
  /**
   * Invokes the function and gives its answer, parsed from JSON. Without a payload `{}` is sent.
   *
   * @throws {LambdaFunctionError} if the handler returned an error or panicked; its subclasses {@link LambdaTimeoutError}
   *   and {@link LambdaExitError} if the deadline passed or the process ended.
   * @throws {LambdaPayloadError} if the payload cannot be sent as JSON without loss.
   * @throws {LambdaPayloadSizeError} if it is larger than 6,291,456 bytes.
   * @throws {LambdaResponseError} if the answer is not JSON, or holds an integer that would be rounded.
   * @throws {LambdaStartError} if the function did not come up.
   * @throws {LambdaTooManyRequestsError} if every environment is busy and `whenBusy` is `'reject'`.
   */
  invoke(payload?: Request, options?: InvokeOptions): Promise<Response>
  /** Invokes the function with bytes and gives the bytes of its answer: no JSON on our side. Throws as `invoke` does. */
  invokeRaw(payload: Uint8Array, options?: InvokeOptions): Promise<Uint8Array>
  /** As `invoke`, with request id, logs and durations. A `LambdaFunctionError` carries the same as `invocation`. */
  invokeDetailed(payload?: Request, options?: InvokeOptions): Promise<DetailedResult<Response>>
  /**
   * Invokes the function and gives its answer while it is being written; resolves with its first bytes. Only over the
   * Runtime API (`transport: 'runtime-api'`): net/rpc gives an answer as a whole. The environment is busy until the body
   * has been read to its end. No more than 200 MB (209,715,200 bytes).
   *
   * Throws as `invoke` does, and {@link LambdaOptionError} where there is no streaming; once it has resolved, the body does.
   */
  invokeStream(payload?: Request, options?: InvokeOptions): Promise<StreamedResponse>
  /**
   * What the AWS SDK's `InvokeCommand` answers: `StatusCode`, `Payload`, `LogResult`; with `InvocationType: 'Event'` 202
   * while the function runs on. A failure of the function (also a timeout, an exit, a failed start) is no rejection, but
   * `FunctionError: 'Unhandled'` with AWS's JSON as `Payload`.
   *
   * @throws {LambdaServiceException} AWS's exceptions by name: `InvalidRequestContentException` for a payload that is no
   *   JSON, `RequestEntityTooLargeException`, `TooManyRequestsException`. What AWS does not know (a failed build,
   *   `stop()`) is a `ResourceConflictException` with our error as its `cause`.
   */
  send(input: InvokeInput): Promise<InvokeOutput>
  /**
   * Waits until every `Event` that `send` took has run, with its retries, and gives what each would have been answered
   * with `LogType: 'Tail'`, in the order they were sent; `$metadata.attempts` is how often it ran. Each is given once; of
   * more than 1,000 the first are forgotten.
   *
   * @throws {LambdaServiceException} if one could not be invoked, as after `stop()`, which ends those under way.
   */
  eventResults(): Promise<readonly InvokeOutput[]>
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
  /** `AWS_LAMBDA_FUNCTION_NAME`: the option, or the last element of the package's path. Known for certain once it is built. */
  readonly functionName: string
  /**
   * Whether it is a deployed function (option `target`, `USE_GO_LAMBDA_TARGETS`), known at once: `test.skipIf(lambda.isRemote)`.
   * There `restart()`, `port` and `pid` throw `LambdaUnsupportedError`, `environments` is empty, and `start()` and `ping()`
   * ask AWS whether it may be invoked.
   */
  readonly isRemote: boolean
  readonly environments: readonly EnvironmentInfo[]
  /**
   * The port that the function of the only environment listens on; `undefined` before it starts, where there are several, and
   * over the Runtime API, where it listens on none.
   */
  readonly port: number | undefined
  /** The process id of the only environment; `undefined` before it starts, and where there are several. */
  readonly pid: number | undefined
  /**
   * The last 1 MiB of what the environment wrote to stdout and stderr, in its init phase, in invocations and between
   * them; of several, one after the other. After `stop()` it stays, with what handlers of SIGTERM wrote.
   */
  readonly logs: string
  /** The invocation that ended last, whether it was answered or not. */
  readonly lastInvocation: Invocation | undefined
  [Symbol.asyncDispose](): Promise<void>
}

/** As {@link DetailedResult}, the answer's bytes as they came. */
export type DetailedBytes = DetailedResult<Uint8Array>
