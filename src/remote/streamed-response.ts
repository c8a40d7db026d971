import type { ReadableStream } from 'node:stream/web'

/** What a streaming function answers. */
export interface StreamedResponse {
  /** `undefined` where the handler gave no HTTP response, but plain bytes. */
  readonly statusCode: number | undefined
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly cookies: readonly string[] | undefined
  /** Its chunks come as they arrive. A break half-way is an error of this stream. */
  readonly body: ReadableStream<Uint8Array>
}
