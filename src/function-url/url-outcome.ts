import { Buffer } from 'node:buffer'
import type { ReadableStream } from 'node:stream/web'
import type { EndpointStream, EndpointTarget } from '../invoke-api/index.ts'
import { maxResponseBytes } from '../lambda/index.ts'
import { readHead, readUrlAnswer, type UrlAnswer, type UrlFault } from './url-answer.ts'

/** An answer that is still being written. */
export interface StreamedAnswer {
  readonly head: UrlAnswer
  readonly stream: EndpointStream
}

/** How an invocation for a request ended: with an answer, one that cannot be sent, or a failure of the function. */
export type UrlOutcome = UrlAnswer | StreamedAnswer | UrlFault | { readonly failed: true }

/**
 * Invokes a function with an event. Of an answer that comes piece by piece its head decides: without one it is read when it is
 * whole, as any other.
 *
 * @throws AWS's exceptions, where it could not be invoked.
 */
export async function urlOutcome(target: EndpointTarget, event: Uint8Array, requestId: string): Promise<UrlOutcome> {
  const input = { Payload: event }
  if (target.sendStream === undefined) {
    const { FunctionError, Payload = new Uint8Array() } = await target.send(input, { requestId })
    return FunctionError === undefined ? readUrlAnswer(Payload) : { failed: true }
  }
  try {
    return await streamed(await target.sendStream(input, { requestId }))
  } catch (error) {
    if (isFailureOfFunction(error)) return { failed: true }
    throw error
  }
}

async function streamed(stream: EndpointStream): Promise<UrlOutcome> {
  const { statusCode, headers, cookies } = stream
  if (statusCode === undefined) return whole(stream.body)
  const head = readHead({ statusCode, headers, cookies }, new Uint8Array())
  if (!('fault' in head)) return { head, stream }
  await stream.body.cancel()
  return head
}

async function whole(body: ReadableStream<Uint8Array>): Promise<UrlAnswer | UrlFault> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > maxResponseBytes) return { fault: `the answer has more than ${maxResponseBytes} bytes` }
  }
  return readUrlAnswer(Buffer.concat(chunks))
}

function isFailureOfFunction(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'toAwsJson' in error
}
