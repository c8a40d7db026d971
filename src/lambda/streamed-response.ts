import type { ReadableStream } from 'node:stream/web'

/** An answer that is read while the function writes it. */
export interface StreamedResponse {
  /** Of a streamed HTTP response (`events.LambdaFunctionURLStreamingResponse`); `undefined` of any other answer. */
  readonly statusCode: number | undefined
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly cookies: readonly string[] | undefined
  /**
   * The body's bytes, each piece when the function has written it. A reader that pauses stops the function's writes; what
   * breaks half-way rejects the read that meets it, with `receivedBytes` on the error. To cancel it kills the environment.
   */
  readonly body: ReadableStream<Uint8Array>
}
