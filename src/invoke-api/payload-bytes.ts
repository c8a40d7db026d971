import { Buffer } from 'node:buffer'
import type { BlobLike, InvokePayload } from './invoke-input.ts'

/** The bytes of a payload in any form that the SDK takes; `undefined` for what is none. */
export async function payloadBytes(payload: InvokePayload): Promise<Uint8Array | undefined> {
  if (typeof payload === 'string') return Buffer.from(payload)
  if (typeof payload !== 'object' || payload === null) return undefined
  if (ArrayBuffer.isView(payload)) return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  // By its tag: a Jest sandbox and jsdom have classes of their own.
  if (isArrayBuffer(payload)) return new Uint8Array(payload)
  if (isIterable(payload)) return gather(payload)
  return isBlob(payload) ? new Uint8Array(await payload.arrayBuffer()) : undefined
}

async function gather(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array))
  return Buffer.concat(chunks)
}

function isArrayBuffer(value: object): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

function isIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value
}

function isBlob(value: object): value is BlobLike {
  return 'arrayBuffer' in value && typeof value.arrayBuffer === 'function'
}
