import { Buffer } from 'node:buffer'
import {
  type ClientContext,
  createGoLambda,
  type DetailedBytes,
  type GoLambdaOptions,
  type GoLambdaSource,
  invokeRunningRaw,
  unlessAborted,
} from '../harness/index.ts'
import { beginRun, endRun } from '../run/index.ts'
import { type FunctionArguments, functionOptions } from './function-options.ts'
import { answerText, detailedText } from './output.ts'
import { portNumber } from './port-number.ts'
import { sourceOf } from './source.ts'
import { type Streams, UsageError } from './streams.ts'

export interface InvokeArguments extends FunctionArguments {
  readonly target: string
  readonly payload: string | undefined
  readonly clientContext: string | undefined
  readonly raw: boolean
  readonly json: boolean
}

/** Carries out `use-go-lambda invoke`. When `signal` aborts, the function is stopped before this rejects. */
export async function invokeCommand(given: InvokeArguments, streams: Streams, signal: AbortSignal): Promise<void> {
  const target = targetOf(given.target)
  if (typeof target === 'number') refuseWithPort(given)
  const clientContext = parseClientContext(given.clientContext)
  const context = clientContext === undefined ? {} : { clientContext }
  const timeout = given.timeoutMs === undefined ? {} : { timeoutMs: given.timeoutMs }
  const options = functionOptions(given)
  const payload = await unlessAborted(readPayload(given, streams), signal)
  const answer =
    typeof target === 'number'
      ? await unlessAborted(invokeRunningRaw(target, payload, { ...context, ...timeout }), signal)
      : await invokeStarted(target, payload, options, { ...context, signal })
  if (given.json) streams.stdout.write(detailedText(answer))
  else {
    if (answer.logs !== '') streams.stderr.write(answer.logs)
    streams.stdout.write(given.raw ? answer.response : answerText(answer.response))
  }
}

async function invokeStarted(
  source: GoLambdaSource,
  payload: Uint8Array,
  options: GoLambdaOptions,
  context: { readonly clientContext?: ClientContext; readonly signal: AbortSignal },
): Promise<DetailedBytes> {
  beginRun({ ahead: false })
  try {
    const lambda = createGoLambda(source, options)
    const stop = () => void lambda.stop().catch(() => undefined) // asked again below, and told
    context.signal.addEventListener('abort', stop, { once: true })
    try {
      return await lambda.invokeDetailedRaw(payload, context)
    } finally {
      context.signal.removeEventListener('abort', stop)
      await lambda.stop()
    }
  } finally {
    await endRun()
  }
}

/** Digits only are a port. */
function targetOf(target: string): number | GoLambdaSource {
  return /^\d+$/.test(target) ? portNumber('a port is', target) : sourceOf(target)
}

function refuseWithPort(given: InvokeArguments): void {
  const refused = [
    given.initTimeoutMs !== undefined && '--init-timeout-ms',
    given.tags !== undefined && '--tags',
    given.env.length > 0 && '--env',
  ].find((name) => name !== false)
  if (refused === undefined) return
  throw new UsageError(`${refused} has no effect on a function that already runs: set it where the function is started`)
}

function parseClientContext(text: string | undefined): ClientContext | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as ClientContext
  } catch {
    // said below
  }
  throw new UsageError(`--client-context takes a JSON object: '{"custom":{"name":"value"}}'`)
}

async function readPayload(given: InvokeArguments, streams: Streams): Promise<Uint8Array> {
  if (given.payload === undefined) return Buffer.from('{}')
  const bytes = given.payload === '-' ? await readAll(streams.stdin) : Buffer.from(given.payload)
  if (!given.raw) checkJson(bytes.toString(), given.payload === '-')
  return bytes
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function checkJson(text: string, fromStdin: boolean): void {
  try {
    JSON.parse(text)
  } catch (error) {
    const reason = `the payload${fromStdin ? ' on standard input' : ''} is not JSON: ${(error as Error).message}`
    const meant = /^[^"{[\s][^"\n]{0,60}$/.test(text)
      ? `; did you mean '${JSON.stringify(text)}'?`
      : '; --raw sends bytes as they are'
    throw new UsageError(reason + meant)
  }
}
