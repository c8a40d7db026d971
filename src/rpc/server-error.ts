/**
 * The server said no: the method returned an error, or there is no such method. `message` is the server's text, alone.
 * The line is in order and other calls go on. `code`: `RPC_SERVER`.
 */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  readonly code = 'RPC_SERVER'
  readonly serviceMethod: string

  constructor(message: string, serviceMethod: string) {
    super(message)
    this.serviceMethod = serviceMethod
  }
}
