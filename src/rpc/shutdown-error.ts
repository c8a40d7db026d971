/**
 * The client cannot be used any more: `connection is shut down`, as Go says it. `reason` tells whether `close()` was called
 * (calls that were pending then get this error too) or the line broke earlier (`cause` is why). `code`: `RPC_SHUTDOWN`.
 */
export class ShutdownError extends Error {
  override readonly name = 'ShutdownError'
  readonly code = 'RPC_SHUTDOWN'
  readonly reason: 'closed' | 'broken'

  constructor(reason: 'closed' | 'broken', cause?: unknown) {
    super('connection is shut down', cause === undefined ? undefined : { cause })
    this.reason = reason
  }
}
