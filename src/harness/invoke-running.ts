import { performance } from 'node:perf_hooks'
import { clearTimeout, setTimeout } from 'node:timers'
import { realNow } from '../clock/index.ts'
import { errorCode, errorMessage, GoLambdaError } from '../failure/index.ts'
import {
  decodeAnswer,
  defaultTimeoutMs,
  encodePayload,
  functionArn,
  functionError,
  type Integers,
  type Invocation,
  type InvocationContext,
  invokeRequest,
  LambdaClient,
  LambdaConnectionError,
  LambdaFunctionError,
  LambdaPayloadSizeError,
  LambdaTimeoutError,
  maxRequestBytes,
  maxResponseBytes,
  responseTooLarge,
} from '../lambda/index.ts'
import { checkRunning } from './check-invoke-options.ts'
import { debuggedMs, isDebugged } from './debugger.ts'

/** How long a function that is said to run may take to answer Ping. */
const pingTimeoutMs = 2_000

export interface InvokeRunningOptions extends InvocationContext {
  /** Default: 127.0.0.1, then ::1. */
  readonly host?: string
  /** The deadline in Go's context, and how long an answer is waited for; 1 to 900,000, default 3,000. The function is not stopped. */
  readonly timeoutMs?: number
  readonly functionName?: string
  readonly integers?: Integers
}

/** Nothing answers on the port as a Go Lambda function would. `code`: `LAMBDA_UNREACHABLE`. */
export class LambdaUnreachableError extends GoLambdaError {
  constructor(reason: string, nextStep: string, cause: unknown) {
    super('LambdaUnreachableError', 'LAMBDA_UNREACHABLE', { reason, nextStep, cause })
  }
}

/**
 * Invokes a function that somebody else started with `_LAMBDA_SERVER_PORT=<port>`, and leaves it running.
 * One at a time: two callers at once on one function get each other's answers (aws-lambda-go shares a buffer).
 *
 * @throws {LambdaOptionError} for options that are not known or not of their kind.
 * @throws {LambdaUnreachableError} if no Go Lambda function answers there; else as `GoLambda.invoke`.
 */
export async function invokeRunning<Response = unknown>(
  port: number,
  payload: unknown = {},
  options: InvokeRunningOptions = {},
): Promise<Response> {
  checkRunning(port, options)
  const bytes = await invokeRunningRaw(port, encodePayload(payload, options.integers), options)
  return decodeAnswer(bytes.response, options.integers) as Response
}

/** As {@link invokeRunning}, bytes in and out, with what is known of the invocation (not its logs). */
export async function invokeRunningRaw(
  port: number,
  payload: Uint8Array,
  options: InvokeRunningOptions = {},
): Promise<Invocation & { readonly response: Uint8Array }> {
  const label = `the function on port ${port}`
  const timeoutMs = isDebugged() ? debuggedMs : (options.timeoutMs ?? defaultTimeoutMs)
  if (payload.length > maxRequestBytes) throw new LambdaPayloadSizeError(payload.length)
  const client = await connectRunning(port, options.host)
  const request = invokeRequest(
    payload,
    realNow() + timeoutMs,
    functionArn(options.functionName ?? 'function'),
    options,
  )
  const requestId = request.RequestId
  const begin = performance.now()
  const invocation = (): Invocation => {
    const durationMs = performance.now() - begin
    return { requestId, logs: '', durationMs, billedDurationMs: Math.ceil(durationMs), coldStart: false }
  }
  let timer: NodeJS.Timeout | undefined
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const nextStep = `${label} was not started here and is not stopped: it may still be running; raise { timeoutMs: ${timeoutMs} }`
      reject(new LambdaTimeoutError({ label, requestId, timeoutMs, invocation: invocation(), nextStep }))
    }, timeoutMs)
  })
  try {
    const answer = await Promise.race([client.invoke(request), overdue])
    if (answer.Error !== undefined) throw new LambdaFunctionError(functionError(answer.Error), invocation())
    if (answer.Payload.length > maxResponseBytes) throw new LambdaFunctionError(responseTooLarge, invocation())
    return { ...invocation(), response: answer.Payload }
  } catch (cause) {
    if (cause instanceof GoLambdaError) throw cause
    const nextStep = 'the invocation may have run and is not sent again; look at the output of the function'
    throw new LambdaConnectionError({ label, requestId, reason: errorMessage(cause), cause, nextStep })
  } finally {
    clearTimeout(timer)
    client.close()
  }
}

/** Resolves with the round trip in milliseconds when a Go Lambda function answers Ping on the port. */
export async function pingRunning(port: number, options: { readonly host?: string } = {}): Promise<number> {
  const client = await connectRunning(port, options.host)
  try {
    const begin = performance.now()
    await client.ping()
    return performance.now() - begin
  } finally {
    client.close()
  }
}

async function connectRunning(port: number, host: string | undefined): Promise<LambdaClient> {
  const hosts = host === undefined ? ['127.0.0.1', '::1'] : [host]
  let failure: { readonly host: string; readonly cause: unknown } | undefined
  for (const candidate of hosts) {
    let client: LambdaClient
    try {
      client = await LambdaClient.connect({ host: candidate, port })
    } catch (cause) {
      failure ??= { host: candidate, cause }
      continue
    }
    try {
      await answersPing(client)
      return client
    } catch (cause) {
      client.close()
      throw new LambdaUnreachableError(
        `what listens on ${candidate}:${port} is not a Go Lambda function in RPC mode: ${errorMessage(cause)}`,
        `start the function with _LAMBDA_SERVER_PORT=${port} (not built with the tag lambda.norpc), on a port that is free`,
        cause,
      )
    }
  }
  throw new LambdaUnreachableError(
    `nothing listens on port ${port} of ${hosts.join(' or ')} (${whyNot(failure?.cause)})`,
    `start the function: _LAMBDA_SERVER_PORT=${port} go run ./cmd/fn`,
    failure?.cause,
  )
}

async function answersPing(client: LambdaClient): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to Function.Ping within ${pingTimeoutMs} ms`)), pingTimeoutMs)
  })
  try {
    await Promise.race([client.ping(), silence])
  } finally {
    clearTimeout(timer)
  }
}

/** `ECONNREFUSED`, where the system says so. */
function whyNot(failure: unknown): string {
  const { cause } = (failure ?? {}) as { readonly cause?: unknown }
  return errorCode(cause) ?? errorMessage(failure)
}
