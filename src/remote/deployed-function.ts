import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { monotonicMs } from '../clock/index.ts'
import type { GoLambdaError } from '../failure/index.ts'
import {
  blobAdapter,
  type InvokeInput,
  type InvokeOutput,
  LambdaServiceException,
  payloadBytes,
  readReference,
} from '../invoke-api/index.ts'
import type { StreamedResponse } from '../lambda/index.ts'
import { type ClientContext, type Invocation, markForSnapshot } from '../lambda/index.ts'
import { deployedError } from './deployed-error.ts'
import { failedCall, isServiceException } from './failed-call.ts'
import type { FunctionArn } from './function-arn.ts'
import { loadSdk, type Sdk } from './load-sdk.ts'
import { readLogTail } from './log-tail.ts'
import { type Address, openClient } from './open-client.ts'
import { PendingCalls } from './pending-calls.ts'
import { readResponseStream } from './response-stream.ts'

export interface OpenDeployed {
  readonly arn: FunctionArn
  /** How messages name the function. */
  readonly label: string
  /** Found earlier. */
  readonly address?: Address | undefined
  /** Where the SDK is looked for, where this package does not find it. */
  readonly folder: string
  /** How far real time is ahead of the clock that the SDK signs by, which fake timers may hold. Milliseconds. */
  clockOffsetMs(): number
}

export interface DeployedInvokeOptions {
  readonly clientContext?: ClientContext | undefined
  readonly qualifier?: string | undefined
  /** `X-Amzn-Trace-Id`. */
  readonly traceId?: string | undefined
  /** Gives up waiting; the function runs on. */
  readonly signal?: AbortSignal | undefined
}

export interface DeployedAnswer extends Invocation {
  readonly response: Uint8Array
}

/** What `send` answered, and what is known of the invocation, where one was waited for. */
export interface Sent {
  readonly output: InvokeOutput
  readonly invocation: Invocation | undefined
  /** Of a function that failed. */
  readonly error: GoLambdaError | undefined
}

/** A function in an AWS account, invoked through the user's own SDK and credentials. Each call is sent once. */
export class DeployedFunction {
  readonly address: Address
  readonly #sdk: typeof Sdk
  readonly #client: Sdk.LambdaClient
  readonly #given: OpenDeployed
  readonly #calls = new PendingCalls()

  private constructor(given: OpenDeployed, sdk: typeof Sdk, client: Sdk.LambdaClient, address: Address) {
    this.#given = given
    this.#sdk = sdk
    this.#client = client
    this.address = address
  }

  /** Where requests go. */
  get endpoint(): string {
    return this.address.endpoint
  }

  /** @throws {LambdaRemoteError} without an SDK or credentials. Nothing is sent to AWS's Lambda. */
  static async open(given: OpenDeployed): Promise<DeployedFunction> {
    const sdk = loadSdk(given.label, given.folder)
    try {
      const { client, address } = await openClient(sdk, given.arn, given.address)
      return new DeployedFunction(given, sdk, client, address)
    } catch (error) {
      throw failedCall(error, given.label, given.arn)
    }
  }

  /**
   * Invokes it and waits.
   *
   * @throws {LambdaFunctionError} and its subclasses where the function failed; {@link LambdaTooManyRequestsError};
   *   {@link LambdaRemoteError} for everything else; the reason of an aborted signal.
   */
  async invoke(payload: Uint8Array, options: DeployedInvokeOptions): Promise<DeployedAnswer> {
    const command = new this.#sdk.InvokeCommand(this.#input(payload, options))
    const { output, invocation } = await this.#invoked(command, options)
    const response = output.Payload ?? new Uint8Array()
    if (output.FunctionError === undefined) return { response, ...invocation }
    throw deployedError(response, { label: this.#given.label, invocation })
  }

  /**
   * What the SDK's `InvokeCommand` answers.
   *
   * @throws AWS's exceptions as the SDK throws them; {@link LambdaRemoteError} where AWS did not answer.
   */
  async send(input: InvokeInput): Promise<Sent> {
    const { InvocationType, LogType, ClientContext, TenantId, DurableExecutionName } = input
    const waits = (InvocationType ?? 'RequestResponse') === 'RequestResponse'
    const Qualifier = this.#qualifierOf(input)
    const command = new this.#sdk.InvokeCommand({
      FunctionName: this.#given.arn.arn,
      Payload: await payloadOf(input),
      ...(InvocationType !== undefined && { InvocationType }),
      ...(waits ? { LogType: 'Tail' } : LogType !== undefined && { LogType }),
      ...(ClientContext !== undefined && { ClientContext }),
      ...(Qualifier !== undefined && { Qualifier }),
      ...(TenantId !== undefined && { TenantId }),
      ...(DurableExecutionName !== undefined && { DurableExecutionName }),
    })
    const { output: answer, invocation } = await this.#invoked(command, {}, isServiceException)
    const { StatusCode = 200, FunctionError, LogResult, ExecutedVersion, $metadata } = answer
    const Payload = answer.Payload ?? new Uint8Array() // null where there is no body
    const output = {
      StatusCode,
      ...(FunctionError !== undefined && { FunctionError }),
      ...(LogType === 'Tail' && LogResult !== undefined && { LogResult }),
      Payload: blobAdapter(Payload),
      ...(ExecutedVersion !== undefined && { ExecutedVersion }),
      $metadata: {
        httpStatusCode: $metadata.httpStatusCode ?? StatusCode,
        requestId: invocation.requestId,
        attempts: 1,
        totalRetryDelay: 0,
      },
    } as InvokeOutput
    const failed = FunctionError !== undefined
    return {
      output: markForSnapshot(output, 'sent'),
      invocation: waits ? invocation : undefined,
      error: failed ? deployedError(Payload, { label: this.#given.label, invocation }) : undefined,
    }
  }

  /** Asks AWS whether the function is there and may be invoked, without running it (`DryRun`). */
  async check(): Promise<void> {
    const command = new this.#sdk.InvokeCommand({ FunctionName: this.#given.arn.arn, InvocationType: 'DryRun' })
    await this.#invoked(command, {})
  }

  /**
   * Invokes it and gives its answer as it comes. Resolves when status and headers are there, or the first bytes of a plain
   * stream; throws as `invoke` does until then, later errors are the body's.
   *
   * @param ended is told of the invocation when it is over.
   */
  async stream(
    payload: Uint8Array,
    options: DeployedInvokeOptions,
    ended: (invocation: Invocation) => void,
  ): Promise<StreamedResponse> {
    const command = new this.#sdk.InvokeWithResponseStreamCommand(this.#input(payload, options))
    addTrace(command, options.traceId)
    const call = this.#calls.begin(options.signal)
    const { label, arn } = this.#given
    const startedMs = monotonicMs()
    const failed = (error: unknown) => {
      const aborted = call.aborted()
      return aborted === undefined ? failedCall(error, label, arn) : aborted.reason
    }
    let output: Sdk.InvokeWithResponseStreamCommandOutput
    try {
      this.#setClock()
      output = await this.#client.send(command, { abortSignal: call.signal })
    } catch (error) {
      call.over()
      throw failed(error)
    }
    const { EventStream = noEvents(), ResponseStreamContentType: contentType, $metadata } = output
    return readResponseStream(EventStream, {
      contentType,
      complete({ ErrorCode, ErrorDetails, LogResult }) {
        const invocation = invocationOf($metadata.requestId, LogResult, monotonicMs() - startedMs)
        ended(invocation)
        if (ErrorCode === undefined) return undefined
        const details = ErrorDetails ?? ''
        const isJson = details.startsWith('{')
        const error = isJson ? details : JSON.stringify({ errorMessage: details, errorType: ErrorCode })
        return deployedError(Buffer.from(error), { label, invocation })
      },
      broke: failed,
      cancel: call.abort,
      over: call.over,
    })
  }

  /** Calls under way reject with `reason`; the function itself is left alone. */
  close(reason: unknown): void {
    this.#calls.end(reason)
    this.#client.destroy()
  }

  #input(
    payload: Uint8Array,
    { clientContext, qualifier }: DeployedInvokeOptions,
  ): Sdk.InvokeWithResponseStreamCommandInput {
    return {
      FunctionName: this.#given.arn.arn,
      LogType: 'Tail',
      Payload: payload,
      ...(clientContext !== undefined && {
        ClientContext: Buffer.from(JSON.stringify(clientContext)).toString('base64'),
      }),
      ...(qualifier !== undefined && { Qualifier: qualifier }),
    }
  }

  async #invoked(
    command: Sdk.InvokeCommand,
    { signal, traceId }: DeployedInvokeOptions,
    asItIs: (error: unknown) => boolean = () => false,
  ): Promise<{ readonly output: Sdk.InvokeCommandOutput; readonly invocation: Invocation }> {
    addTrace(command, traceId)
    const call = this.#calls.begin(signal)
    const startedMs = monotonicMs()
    try {
      this.#setClock()
      const output = await this.#client.send(command, { abortSignal: call.signal })
      const { requestId } = output.$metadata
      return { output, invocation: invocationOf(requestId, output.LogResult, monotonicMs() - startedMs) }
    } catch (error) {
      const aborted = call.aborted()
      if (aborted !== undefined) throw aborted.reason
      throw asItIs(error) ? error : failedCall(error, this.#given.label, this.#given.arn)
    } finally {
      call.over()
    }
  }

  /** Signatures of another time are refused by AWS. */
  #setClock(): void {
    this.#client.config.systemClockOffset = this.#given.clockOffsetMs()
  }

  #qualifierOf({ FunctionName, Qualifier }: InvokeInput): string | undefined {
    const { arn } = this.#given
    if (FunctionName === undefined || FunctionName === arn.arn) return Qualifier
    const reference = readReference(FunctionName, Qualifier, arn.region)
    if ('status' in reference) return refuse(reference.name as ExceptionName, reference.message)
    const { functionName, account = arn.account, qualifier } = reference
    if (functionName === arn.functionName && account === arn.account) return qualifier
    return refuse('ResourceNotFoundException', `Function not found: ${reference.arn}`)
  }
}

type ExceptionName = ConstructorParameters<typeof LambdaServiceException>[0]

/** Before anything is sent. */
function refuse(name: ExceptionName, message: string): never {
  throw new LambdaServiceException(name, { message, requestId: randomUUID() })
}

async function payloadOf({ Payload }: InvokeInput): Promise<Uint8Array> {
  const bytes = Payload === undefined ? new Uint8Array() : await payloadBytes(Payload)
  if (bytes === undefined)
    return refuse(
      'InvalidParameterValueException',
      'Payload is neither text nor bytes: give it JSON.stringify(payload)',
    )
  return bytes.length === 0 ? Buffer.from('{}') : bytes
}

/** By a header, for which the SDK has no parameter. */
function addTrace(command: Sdk.InvokeCommand | Sdk.InvokeWithResponseStreamCommand, traceId: string | undefined): void {
  if (traceId === undefined) return
  ;(command as Sdk.InvokeCommand).middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { readonly headers: Record<string, string> }
      headers['X-Amzn-Trace-Id'] = traceId
      return next(args)
    },
    { step: 'build', name: 'addTraceId' },
  )
}

function invocationOf(requestId = '', logResult: string | undefined, measuredMs: number): Invocation {
  const { logs, ...measured } = readLogTail(logResult, requestId)
  const durationMs = measured.durationMs ?? measuredMs
  return {
    requestId,
    logs,
    durationMs,
    billedDurationMs: Math.ceil(durationMs),
    coldStart: measured.initDurationMs !== undefined,
    ...measured,
  }
}

async function* noEvents(): AsyncGenerator<never> {}
