import { Buffer } from 'node:buffer'
import { EventStreamCodec } from '@smithy/core/event-streams'

/** The last event of an answer. `ErrorCode` is there where it is not whole. */
export interface InvokeComplete {
  readonly ErrorCode?: string
  readonly ErrorDetails?: string
  /** Base64 of the log's tail, where that was asked for. */
  readonly LogResult?: string | undefined
}

export const eventStreamType = 'application/vnd.amazon.eventstream'

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()),
  (text) => Buffer.from(text),
)

/** A piece of the answer as one message, framed as the AWS SDK itself frames it. */
export function payloadChunk(bytes: Uint8Array): Uint8Array {
  return message('PayloadChunk', 'application/octet-stream', bytes)
}

/** The last message. */
export function invokeComplete(event: InvokeComplete): Uint8Array {
  return message('InvokeComplete', 'application/json', Buffer.from(JSON.stringify(event)))
}

function message(eventType: string, contentType: string, body: Uint8Array): Uint8Array {
  const text = (value: string) => ({ type: 'string' as const, value })
  return codec.encode({
    headers: { ':message-type': text('event'), ':event-type': text(eventType), ':content-type': text(contentType) },
    body,
  })
}
