import type { IncomingMessage, ServerResponse } from 'node:http'
import type { UrlRoute } from './endpoint-request.ts'

/** A request to the URL of a function. Its Host header was checked; where it comes from was not. */
export interface UrlRequest extends UrlRoute {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The whole body, or (of one that is larger than a payload may be) how many bytes it has at least. */
  readBody(): Promise<Uint8Array | number>
  /** Writes a piece of the answer; resolves when there may be more. */
  write(bytes: Uint8Array): Promise<void>
}
