/**
 * The method answered, but not with what `replyType` describes. As with Go's client this ends the line too.
 * `code`: `RPC_REPLY`; `cause` is the GobDecodeError.
 */
export class ReplyError extends Error {
  override readonly name = 'ReplyError'
  readonly code = 'RPC_REPLY'
  readonly serviceMethod: string

  constructor(serviceMethod: string, cause: Error) {
    super(`rpc: cannot read the reply of ${serviceMethod}: ${cause.message}`, { cause })
    this.serviceMethod = serviceMethod
  }
}
