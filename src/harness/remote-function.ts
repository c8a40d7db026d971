import { Buffer } from 'node:buffer'
import { realNow } from '../clock/index.ts'
import { CallSite, GoLambdaError } from '../failure/index.ts'
import type { InvokeInput, InvokeOutput } from '../invoke-api/index.ts'
import {
  encodePayload,
  type Invocation,
  LambdaFunctionError,
  LambdaPayloadSizeError,
  LambdaStoppedError,
  maxRequestBytes,
  type StreamedResponse,
} from '../lambda/index.ts'
import {
  type DeployedFunction,
  type FunctionArn,
  LambdaRemoteError,
  LambdaUnsupportedError,
  openDeployedFunction,
} from '../remote/index.ts'
import { callerNow } from './caller-clock.ts'
import { checkInvokeOptions } from './check-invoke-options.ts'
import type { DetailedBytes, DetailedResult, EnvironmentInfo, GoLambda, InvokeOptions } from './go-lambda.ts'
import { invokeParsed, requestBytes } from './invoke-parsed.ts'
import type { GoLambdaOptions } from './options.ts'
import { isSuiteEndpointOpen } from './suite-endpoint.ts'
import { type Place, surroundingsOf, sweepEnded } from './surroundings.ts'

/** So much is kept of the logs of all invocations. 1 MiB of UTF-16. */
const mostLogs = 1_048_576

/** Only the local harness knows these; Invoke has no parameter for them. */
const notSent = {
  requestId: 'gives each invocation a request id of its own',
  cognitoIdentity: 'takes its Cognito identity from who calls, and cannot be given another',
  deadline: 'has the deadline that its own timeout gives it',
} as const

/** A deployed function under the same handle, invoked through the user's own AWS SDK. Nothing is built or started. */
export class RemoteFunction<Request = unknown, Response = unknown> implements GoLambda<Request, Response> {
  readonly isRemote = true
  readonly environments: readonly EnvironmentInfo[] = []
  readonly #label: string
  readonly #options: GoLambdaOptions
  readonly #place: Place
  readonly #arn: FunctionArn
  #deployed: Promise<DeployedFunction> | undefined
  /** As it was found first, whatever stands in `process.env` later. */
  #address: DeployedFunction['address'] | undefined
  #stopped = false
  #events = 0
  #logs = ''
  #lastInvocation: Invocation | undefined

  constructor(label: string, options: GoLambdaOptions, place: Place, arn: FunctionArn) {
    this.#label = label
    this.#options = options
    this.#place = place
    this.#arn = arn
  }

  /** Loads the SDK, finds credentials, and says once per run what will be called. Calls nothing. */
  async prepare(): Promise<void> {
    await Promise.all([this.#opened(), this.#place.validation?.then((validation) => validation.prepare())])
  }

  invoke(...given: [payload?: Request, options?: InvokeOptions]): Promise<Response> {
    return this.#calledFrom(
      new CallSite(this.invoke),
      this.#invokeParsed(given).then(({ response }) => response),
    )
  }

  invokeDetailed(...given: [payload?: Request, options?: InvokeOptions]): Promise<DetailedResult<Response>> {
    return this.#calledFrom(new CallSite(this.invokeDetailed), this.#invokeParsed(given))
  }

  invokeRaw(payload: Uint8Array, options?: InvokeOptions): Promise<Uint8Array> {
    return this.#calledFrom(
      new CallSite(this.invokeRaw),
      this.#invokeBytes(payload, options).then(({ response }) => response),
    )
  }

  /** Invokes it and gives its answer as it comes: InvokeWithResponseStream. Throws as `invoke` does until it begins. */
  invokeStream(...given: [payload?: Request, options?: InvokeOptions]): Promise<StreamedResponse> {
    return this.#calledFrom(new CallSite(this.invokeStream), this.#stream(given))
  }

  send(input: InvokeInput): Promise<InvokeOutput> {
    return this.#calledFrom(new CallSite(this.send), this.#send(input))
  }

  eventResults(): Promise<readonly InvokeOutput[]> {
    const results =
      this.#events === 0
        ? Promise.resolve([])
        : this.#cannot(
            'runs its events in the background of AWS, which tells nobody how they ended but its destination and its log',
          )
    return this.#calledFrom(new CallSite(this.eventResults), results)
  }

  start(): Promise<void> {
    this.#stopped = false
    return this.#calledFrom(new CallSite(this.start), this.#check())
  }

  ping(): Promise<void> {
    return this.#calledFrom(new CallSite(this.ping), this.#check())
  }

  restart(): Promise<void> {
    return this.#calledFrom(new CallSite(this.restart), this.#cannot('cannot be restarted from here'))
  }

  /** The function itself is left alone: those who wait for it stop waiting, and its connections are closed. */
  async stop(): Promise<void> {
    this.#stopped = true
    const deployed = this.#deployed
    this.#deployed = undefined
    const opened = await deployed?.catch(() => undefined)
    opened?.close(new LambdaStoppedError(this.#label))
    await sweepEnded()
  }

  get functionName(): string {
    return this.#options.functionName ?? this.#arn.functionName
  }

  get port(): never {
    throw this.#unsupported('has no port here')
  }

  get pid(): never {
    throw this.#unsupported('has no process here')
  }

  get logs(): string {
    return this.#logs
  }

  get lastInvocation(): Invocation | undefined {
    return this.#lastInvocation
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  #invokeParsed(given: [payload?: Request, options?: InvokeOptions]): Promise<DetailedResult<Response>> {
    const { integers } = this.#options
    return invokeParsed(given, { integers, validation: this.#place.validation }, (payload, options) =>
      this.#invokeBytes(payload, options),
    )
  }

  async #invokeBytes(payload: Uint8Array, options: InvokeOptions = {}): Promise<DetailedBytes> {
    const ended = this.#place.onInvocation?.()(payload)
    try {
      const bytes = this.#checked(payload, options)
      const deployed = await this.#opened()
      const result = await deployed.invoke(bytes, options)
      const { response, ...invocation } = result
      this.#remember(invocation)
      ended?.({ answer: response, invocation })
      return result
    } catch (error) {
      if (error instanceof LambdaFunctionError) this.#remember(error.invocation)
      ended?.({ error, invocation: (error as { readonly invocation?: Invocation } | undefined)?.invocation })
      throw error
    }
  }

  async #stream(given: [payload?: Request, options?: InvokeOptions]): Promise<StreamedResponse> {
    const [, options = {}] = given
    const bytes = this.#checked(encodePayload(given.length === 0 ? {} : given[0], this.#options.integers), options)
    const deployed = await this.#opened()
    return deployed.stream(bytes, options, (invocation) => this.#remember(invocation))
  }

  async #send(input: InvokeInput): Promise<InvokeOutput> {
    const call = this.#place.onInvocation?.()
    const deployed = await this.#opened()
    const { Payload } = input
    const ended = call?.(typeof Payload === 'string' ? Buffer.from(Payload) : new Uint8Array())
    try {
      const { output, invocation, error } = await deployed.send(input)
      if (input.InvocationType === 'Event') this.#events += 1
      if (invocation !== undefined) this.#remember(invocation)
      ended?.({ ...(error === undefined ? { answer: output.Payload } : { error }), invocation })
      return output
    } catch (error) {
      ended?.({ error })
      throw error
    }
  }

  async #check(): Promise<void> {
    const deployed = await this.#opened()
    await deployed.check()
  }

  #checked(payload: Uint8Array, options: InvokeOptions): Uint8Array {
    const bytes = requestBytes(payload)
    checkInvokeOptions(options)
    for (const [name, why] of Object.entries(notSent)) {
      if (options[name as keyof typeof notSent] !== undefined) {
        throw this.#unsupported(`${why}: { ${name} } cannot be sent`)
      }
    }
    if (bytes.length > maxRequestBytes) throw new LambdaPayloadSizeError(bytes.length)
    return bytes
  }

  #opened(): Promise<DeployedFunction> {
    if (this.#stopped) return Promise.reject(new LambdaStoppedError(this.#label))
    if (this.#deployed === undefined) {
      const deployed = this.#open()
      this.#deployed = deployed
      deployed.catch(() => {
        if (this.#deployed === deployed) this.#deployed = undefined
      })
    }
    return this.#deployed
  }

  async #open(): Promise<DeployedFunction> {
    const label = this.#label
    if (this.#address === undefined && isSuiteEndpointOpen()) {
      throw new LambdaRemoteError({
        reason: `${label} is a deployed function that is first used while useInvokeEndpoint() is open: the AWS SDK would find that endpoint in its place`,
        nextStep:
          'call useGoLambda() for it at the top of the file, before useInvokeEndpoint(), or in a file of its own',
      })
    }
    const deployed = await openDeployedFunction({
      address: this.#address,
      arn: this.#arn,
      label,
      folder: this.#place.root,
      clockOffsetMs: () => realNow() - callerNow(),
    })
    this.#address = deployed.address
    const { tellRemote } = await import('./tell-remote.ts')
    tellRemote({
      label,
      arn: this.#arn,
      endpoint: deployed.endpoint,
      options: this.#options,
      runFolder: () => surroundingsOf(this.#place).runFolder,
    })
    return deployed
  }

  #remember(invocation: Invocation): void {
    this.#lastInvocation = invocation
    this.#logs = (this.#logs + invocation.logs).slice(-mostLogs)
  }

  #unsupported(cannot: string): LambdaUnsupportedError {
    return new LambdaUnsupportedError(this.#label, this.#arn.arn, cannot)
  }

  #cannot(cannot: string): Promise<never> {
    return Promise.reject(this.#unsupported(cannot))
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
}
