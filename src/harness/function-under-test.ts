import { randomUUID } from 'node:crypto'
import { realNow } from '../clock/index.ts'
import { type EnvironmentPool, type ExecutionEnvironment, unlessAborted } from '../environment/index.ts'
import { CallSite, GoLambdaError } from '../failure/index.ts'
import {
  DeferredInvokeApi,
  type EndpointRequest,
  type EndpointStream,
  type InvokeInput,
  type InvokeOutput,
} from '../invoke-api/index.ts'
import {
  encodePayload,
  functionError,
  type Invocation,
  type InvokeResponse,
  LambdaFunctionError,
  LambdaPayloadSizeError,
  LambdaStartError,
  LambdaStoppedError,
  maxRequestBytes,
  maxResponseBytes,
  responseTooLarge,
  type StreamedResponse,
} from '../lambda/index.ts'
import { checkInvokeOptions } from './check-invoke-options.ts'
import { createPool, type FunctionSettings, invokeIn, settingsOf } from './function-settings.ts'
import { givenDeadline } from './given-deadline.ts'
import type { DetailedBytes, DetailedResult, EnvironmentInfo, GoLambda, InvokeOptions } from './go-lambda.ts'
import { type HowToInvoke, howOf, optionsOf } from './how-to-invoke.ts'
import { invokeParsed, requestBytes } from './invoke-parsed.ts'
import type { OpenStream, WholeSink } from './open-stream.ts'
import { checkOptions, type GoLambdaOptions, type GoLambdaSource } from './options.ts'
import { prepare, sourceLabel, sourceName } from './prepare.ts'
import { refuseOverRpc } from './refuse-over-rpc.ts'
import { type Place, surroundingsOf, sweepEnded } from './surroundings.ts'
import { transportsOf } from './transports.ts'

/** A package or binary as a function that can be invoked; what `useGoLambda` and `startGoLambda` give. */
export class FunctionUnderTest<Request = unknown, Response = unknown> implements GoLambda<Request, Response> {
  readonly isRemote = false
  readonly #source: GoLambdaSource
  readonly #options: GoLambdaOptions
  readonly #place: Place
  #preparing = new AbortController()
  #ready: Promise<Ready> | undefined
  /** What `#ready` resolved to, for what is asked without waiting. */
  #pool: EnvironmentPool<ExecutionEnvironment> | undefined
  #foundName: string | undefined
  #stopped = false
  /** What the environments that `stop()` ended had written. */
  #lastLogs = ''
  #failedStart: LambdaStartError | undefined
  #lastInvocation: Invocation | undefined
  readonly #api = new DeferredInvokeApi({
    ready: async () => (await this.#prepared()).settings,
    invoke: (payload, given) => this.invokeDetailedRaw(payload, optionsOf(given), howOf(given)),
    stream: async (payload, given) => {
      const how = { ...howOf(given), wholeToSink: true }
      const { response, ended } = await this.#open(payload, optionsOf(given), how)
      ended.catch(() => undefined) // told by the body
      return { ...(await response), ended }
    },
    nowMs: realNow,
  })

  /** @throws {LambdaOptionError} for what is no source, and options that are not known or not of their kind. */
  constructor(source: GoLambdaSource, options: GoLambdaOptions, place: Place) {
    sourceLabel(source)
    checkOptions(options)
    this.#source = source
    this.#options = options
    this.#place = place
  }

  /**
   * What is done ahead of the first invocation: builds the package, or checks the binary (once, and again if that
   * failed); with `start: 'eager'` starts every environment.
   */
  async prepare(): Promise<void> {
    const { pool } = await this.#prepared()
    if (this.#options.start !== 'eager') return
    try {
      await pool.startAll()
    } catch (error) {
      throw this.#remember(error)
    }
  }

  invoke(...given: [payload?: Request, options?: InvokeOptions]): Promise<Response> {
    return this.#calledFrom(new CallSite(this.invoke), this.#invokeParsed(given).then(answerOf))
  }

  invokeDetailed(...given: [payload?: Request, options?: InvokeOptions]): Promise<DetailedResult<Response>> {
    return this.#calledFrom(new CallSite(this.invokeDetailed), this.#invokeParsed(given))
  }

  invokeRaw(payload: Uint8Array, options?: InvokeOptions): Promise<Uint8Array> {
    return this.#calledFrom(new CallSite(this.invokeRaw), this.invokeDetailedRaw(payload, options).then(answerOf))
  }

  async invokeStream(...given: [payload?: Request, options?: InvokeOptions]): Promise<StreamedResponse> {
    const caller = new CallSite(this.invokeStream)
    return this.#calledFrom(caller, this.#invokeStream(given, caller))
  }

  /** Bytes in and out, with what is known of the invocation. */
  async invokeDetailedRaw(payload: Uint8Array, options?: InvokeOptions, how?: HowToInvoke): Promise<DetailedBytes> {
    const ended = (how?.by ?? this.#place.onInvocation?.())?.(payload)
    try {
      const result = await this.#invokeBytes(payload, options, how)
      ended?.({ answer: result.response, invocation: result })
      return result
    } catch (error) {
      ended?.({ error, invocation: (error as { readonly invocation?: Invocation } | undefined)?.invocation })
      throw error
    }
  }

  async #invokeBytes(
    payload: Uint8Array,
    options: InvokeOptions = {},
    { queued = false, onInitLogs, sink, wholeToSink = false }: HowToInvoke = {},
  ): Promise<DetailedBytes> {
    const bytes = requestBytes(payload)
    checkInvokeOptions(options)
    const deadline = options.deadline && givenDeadline(options.deadline)
    const requestId = options.requestId ?? randomUUID() // known here, so that a failed start can name it
    if (bytes.length > maxRequestBytes) throw new LambdaPayloadSizeError(bytes.length)
    const { pool, settings } = await unlessAborted(this.#prepared(), options.signal)
    try {
      this.#throwFailedStart()
      const { response, ...invocation } = await pool.use(
        async (environment) => {
          const live = wholeToSink && environment.transport === 'rpc' ? undefined : sink
          if (environment.transport === 'rpc') refuseOverRpc(settings.label, options, live)
          if (environment.coldStart) onInitLogs?.(environment.logs)
          const result = await invokeIn(environment, settings, bytes, { ...options, requestId }, deadline, live)
          // AWS answers the function's POST with 413, upon which aws-lambda-go exits. If it survives, its replacement says so.
          if (isTooLarge(result.response)) await environment.stop().catch(() => undefined)
          return result
        },
        options.signal,
        queued ? 'wait' : settings.whenBusy,
      )
      this.#lastInvocation = invocation
      if (response.Error !== undefined) {
        const error = new LambdaFunctionError(functionError(response.Error), invocation)
        if (response.Payload.length > 0) error.received = response.Payload
        throw error
      }
      if (isTooLarge(response)) throw new LambdaFunctionError(responseTooLarge, invocation)
      if (wholeToSink && response.Payload.length > 0) sink?.whole(response.Payload)
      return { response: response.Payload, ...invocation }
    } catch (error) {
      if (error instanceof LambdaStartError) error.stoppedInvocation({ requestId, timeoutMs: settings.timeoutMs })
      throw this.#remember(error)
    }
  }

  /** @param request what an endpoint has decided already. */
  send(input: InvokeInput, request?: EndpointRequest): Promise<InvokeOutput> {
    const outcome = this.#api.send(input, this.#place.onInvocation?.(), request?.requestId)
    return this.#calledFrom(new CallSite(this.send), outcome)
  }

  /** What an endpoint asks for: the answer while it is written; of a function over net/rpc in one piece. */
  sendStream(input: InvokeInput, request?: EndpointRequest): Promise<EndpointStream> {
    const outcome = this.#api.stream(input, this.#place.onInvocation?.(), request?.requestId)
    return this.#calledFrom(new CallSite(this.sendStream), outcome)
  }

  eventResults(): Promise<readonly InvokeOutput[]> {
    return this.#calledFrom(new CallSite(this.eventResults), this.#api.eventResults())
  }

  start(): Promise<void> {
    this.#stopped = false
    this.#failedStart = undefined
    return this.#calledFrom(new CallSite(this.start), this.#ping())
  }

  ping(): Promise<void> {
    return this.#calledFrom(new CallSite(this.ping), this.#ping())
  }

  restart(): Promise<void> {
    this.#failedStart = undefined
    return this.#calledFrom(
      new CallSite(this.restart),
      this.#prepared().then(({ pool }) => pool.restart()),
    )
  }

  async stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#stopped = true
    const ready = this.#ready
    const earlier = this.#pool // which an earlier call may be ending still
    this.#ready = undefined
    // A build under way is not waited for.
    this.#preparing.abort(new LambdaStoppedError(sourceLabel(this.#source)))
    this.#preparing = new AbortController()
    const { pool = earlier } = (await ready?.catch(() => undefined)) ?? {}
    const ended = pool?.environments ?? []
    await pool?.stop(signal)
    await this.#api.settled()
    if (ended.length > 0) this.#lastLogs = logsOf(ended)
    await sweepEnded()
  }

  get functionName(): string {
    return this.#options.functionName ?? this.#foundName ?? sourceName(this.#source, this.#place.from)
  }

  get environments(): readonly EnvironmentInfo[] {
    return (this.#pool?.environments ?? []).flatMap(({ pid, port, state, coldStart }) =>
      pid === undefined ? [] : [{ pid, port, state, coldStart }],
    )
  }

  get port(): number | undefined {
    return this.#only?.port
  }

  get pid(): number | undefined {
    return this.#only?.pid
  }

  get logs(): string {
    const environments = this.#pool?.environments ?? []
    return environments.length > 0 ? logsOf(environments) : this.#lastLogs
  }

  get lastInvocation(): Invocation | undefined {
    return this.#lastInvocation
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  get #only(): EnvironmentInfo | undefined {
    const { environments } = this
    return environments.length === 1 ? environments[0] : undefined
  }

  #invokeParsed(given: [payload?: Request, options?: InvokeOptions]): Promise<DetailedResult<Response>> {
    const { integers } = this.#options
    return invokeParsed(given, { integers, validation: this.#place.validation }, (payload, options) =>
      this.invokeDetailedRaw(payload, options),
    )
  }

  async #invokeStream(
    given: [payload?: Request, options?: InvokeOptions],
    caller: CallSite,
  ): Promise<StreamedResponse> {
    const payload = encodePayload(given.length === 0 ? {} : given[0], this.#options.integers)
    const stream = await this.#open(payload, given[1], {})
    stream.ended.catch(() => undefined) // told by the body
    return stream.response.catch((error) => {
      if (error instanceof GoLambdaError) error.showCaller(caller, this.#place.frameColumns)
      throw error
    })
  }

  async #open(payload: Uint8Array, options: InvokeOptions | undefined, how: HowToInvoke): Promise<OpenStream> {
    const { openStream } = await import('./open-stream.ts') // seldom needed
    const invoke = (sink: WholeSink, signal: AbortSignal) =>
      this.invokeDetailedRaw(payload, { ...options, signal }, { ...how, sink })
    return openStream(invoke, options?.signal)
  }

  async #ping(): Promise<void> {
    const { pool } = await this.#prepared()
    this.#throwFailedStart()
    try {
      await pool.use((environment) => environment.ping())
    } catch (error) {
      throw this.#remember(error)
    }
  }

  #prepared(): Promise<Ready> {
    if (this.#stopped) return Promise.reject(new LambdaStoppedError(sourceLabel(this.#source)))
    if (this.#ready === undefined) {
      const ready = this.#prepare()
      this.#ready = ready
      ready.catch(() => {
        if (this.#ready === ready) this.#ready = undefined
      })
    }
    return this.#ready
  }

  async #prepare(): Promise<Ready> {
    const surroundings = surroundingsOf(this.#place)
    const { signal } = this.#preparing
    const [prepared] = await Promise.all([
      prepare(this.#source, this.#options, surroundings, signal),
      this.#place.validation?.then((validation) => validation.prepare(signal)),
    ])
    const transports = await transportsOf(prepared, this.#options, surroundings.cacheFolder)
    const settings = settingsOf(prepared, this.#options, transports)
    this.#foundName = settings.functionName
    const pool = createPool(settings, surroundings)
    this.#pool = pool
    return { pool, settings }
  }

  /** An error of ours is shown at the line that called, not in here. */
  async #calledFrom<Value>(caller: CallSite, outcome: Promise<Value>): Promise<Value> {
    try {
      return await outcome
    } catch (error) {
      if (error instanceof GoLambdaError) error.showCaller(caller, this.#place.frameColumns)
      throw error
    }
  }

  #remember(error: unknown): unknown {
    if (error instanceof LambdaFunctionError) this.#lastInvocation = error.invocation
    if (error instanceof LambdaStartError && this.#place.givesUpAfterFailedStart) this.#failedStart = error
    return error
  }

  /** A function that never listens would otherwise cost every test of a file its whole init timeout. */
  #throwFailedStart(): void {
    if (this.#failedStart === undefined) return
    throw new LambdaStartError({
      label: sourceLabel(this.#source),
      reason: 'did not start at its first invocation in this file, where the reason is shown',
      initFailure: this.#failedStart.initFailure,
      logs: this.#failedStart.logs,
      nextStep: 'mend that first; restart() makes the next invocation try again',
    })
  }
}

function answerOf<Answer>({ response }: DetailedResult<Answer>): Answer {
  return response
}

function isTooLarge({ Error: error, Payload: payload }: InvokeResponse): boolean {
  return error === undefined && payload.length > maxResponseBytes
}

interface Ready {
  readonly pool: EnvironmentPool<ExecutionEnvironment>
  readonly settings: FunctionSettings
}

function logsOf(environments: readonly ExecutionEnvironment[]): string {
  return environments.map(({ logs }) => logs).join('')
}
