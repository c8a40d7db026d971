import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { ReadableStream } from 'node:stream/web'
import { errorMessage, isGoLambdaError } from '../failure/index.ts'
import type { EndpointInput, EndpointOutput, EndpointStream, EndpointTarget } from './endpoint-target.ts'
import { eventStreamType, type InvokeComplete, invokeComplete, payloadChunk } from './event-stream.ts'
import { outcomeOfError } from './invocation-outcome.ts'
import { LambdaServiceException } from './lambda-service-exception.ts'
import { writeTo } from './write-to.ts'

/** The most that one event holds. */
const pieceBytes = 65_536

/** What separates a prelude from the body. */
const preludeEnd = new Uint8Array(8)

/** An answer of which the first byte is known, or that there is none. */
export class ResponseStream {
  readonly #requestId: string
  readonly #head: Uint8Array
  readonly #body: ReadableStream<Uint8Array>
  readonly #end: (failure: unknown) => Promise<InvokeComplete>

  constructor(given: {
    readonly requestId: string | undefined
    readonly head?: Uint8Array
    readonly body: ReadableStream<Uint8Array>
    /** What is told last, of what the body broke with. */
    readonly end: (failure: unknown) => Promise<InvokeComplete>
  }) {
    this.#requestId = given.requestId ?? randomUUID()
    this.#head = given.head ?? new Uint8Array()
    this.#body = given.body
    this.#end = given.end
  }

  /** Writes all of it. When the client goes away the rest is given up. */
  async answer(response: ServerResponse): Promise<undefined> {
    response.writeHead(200, {
      'x-amzn-RequestId': this.#requestId,
      'X-Amz-Executed-Version': '$LATEST',
      'Content-Type': eventStreamType,
    })
    response.flushHeaders()
    const reader = this.#body.getReader()
    const giveUp = () => void reader.cancel().catch(() => undefined)
    response.once('close', giveUp)
    if (response.destroyed) giveUp() // gone before the first byte
    let failure: unknown
    try {
      await writePieces(response, this.#head)
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        await writePieces(response, read.value)
      }
    } catch (error) {
      failure = error
    }
    const last = invokeComplete(await this.#end(failure))
    if (!response.destroyed) response.end(last)
  }
}

/**
 * Asks a function for its answer as it is written, or where it cannot give that, for all of it.
 *
 * @throws AWS's exceptions, where it could not be invoked.
 */
export async function openStream(target: EndpointTarget, input: EndpointInput): Promise<ResponseStream> {
  const { InvocationType: type = 'RequestResponse' } = input
  if (type !== 'RequestResponse') {
    const message = `1 validation error detected: Value '${type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, DryRun]`
    throw new LambdaServiceException('ValidationException', { message, requestId: randomUUID() })
  }
  const requestId = randomUUID()
  if (target.sendStream === undefined) return whole(await target.send(input, { requestId }))
  try {
    return live(await target.sendStream(input, { requestId }))
  } catch (error) {
    if (!isGoLambdaError(error)) throw error
    const { payload } = outcomeOfError(error, requestId)
    return new ResponseStream({
      requestId,
      body: bodyOf(),
      end: async () => unhandled(Buffer.from(payload).toString()),
    })
  }
}

function live(stream: EndpointStream): ResponseStream {
  return new ResponseStream({
    requestId: stream.requestId,
    head: preludeOf(stream),
    body: stream.body,
    async end(failure) {
      const LogResult = await stream.logResult?.catch(() => undefined)
      if (failure === undefined) return { LogResult }
      const { name = 'Error' } = failure as { readonly name?: string }
      const plain = JSON.stringify({ errorMessage: errorMessage(failure), errorType: name })
      return { ...unhandled(detailsOf(failure) ?? plain), LogResult }
    },
  })
}

/** To those who invoke it directly, a prelude is a part of the answer. */
function preludeOf({ statusCode, headers, cookies }: EndpointStream): Uint8Array {
  if (statusCode === undefined) return new Uint8Array()
  return Buffer.concat([Buffer.from(JSON.stringify({ statusCode, headers, cookies })), preludeEnd])
}

function whole({ FunctionError, LogResult, Payload = new Uint8Array(), $metadata }: EndpointOutput): ResponseStream {
  const failed = FunctionError !== undefined
  return new ResponseStream({
    requestId: $metadata?.requestId,
    body: failed ? bodyOf() : bodyOf(Payload),
    end: async () => ({ ...(failed && unhandled(Buffer.from(Payload).toString())), LogResult }),
  })
}

function bodyOf(...chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

/** @param details AWS's JSON of the error, which Invoke gives as the payload. */
function unhandled(details: string): InvokeComplete {
  return { ErrorCode: 'Unhandled', ErrorDetails: details }
}

/** AWS's JSON of a failure of the function; `undefined` for what is none. */
function detailsOf(error: unknown): string | undefined {
  if (!isGoLambdaError(error)) return undefined
  try {
    const { requestId = '' } = error as { readonly requestId?: string }
    return Buffer.from(outcomeOfError(error, requestId).payload).toString()
  } catch {
    return undefined
  }
}

async function writePieces(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    await writeTo(response, payloadChunk(bytes.subarray(at, at + pieceBytes)))
  }
}
