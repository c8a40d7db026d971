/**
 * The line could not be made, or broke before the call was answered: whether the method ran is not known.
 * `code`: `RPC_CONNECTION`; `cause` is the socket's or the decoder's error where there is one.
 */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly code = 'RPC_CONNECTION'
  /** Why: `unexpected EOF` (the peer closed), `read ECONNRESET`, `connect ECONNREFUSED 127.0.0.1:8001`, a decoder's message. */
  readonly reason: string

  constructor(what: string, reason: string, cause?: unknown) {
    super(`rpc: ${what}: ${reason}`, cause === undefined ? undefined : { cause })
    this.reason = reason
  }
}
