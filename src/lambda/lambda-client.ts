import { Client } from '../rpc/index.ts'
import { type InvokeRequest, type InvokeResponse, messages } from './messages.ts'

/**
 * aws-lambda-go's RPC door: `Function.Ping` and `Function.Invoke` of a function that listens because
 * `_LAMBDA_SERVER_PORT` was set. One invocation at a time: aws-lambda-go mixes the answers of two that overlap,
 * without an error.
 *
 * @see github.com/aws/aws-lambda-go/lambda/rpc_function.go
 */
export class LambdaClient {
  readonly #rpc: Client
  #last: Promise<unknown> = Promise.resolve()

  private constructor(rpc: Client) {
    this.#rpc = rpc
  }

  /**
   * Connects to a function. That a connection is accepted says little: `ping()` decides.
   *
   * @throws {ConnectionError} of `use-go-lambda/rpc` if nothing listens there.
   */
  static async connect(options: { host?: string; port: number; signal?: AbortSignal }): Promise<LambdaClient> {
    return new LambdaClient(await Client.connect({ ...options, host: options.host ?? '127.0.0.1' }))
  }

  /** Resolves when the function answers `Function.Ping`. */
  async ping(options: { signal?: AbortSignal } = {}): Promise<void> {
    await this.#rpc.call('Function.Ping', messages.pingRequest, {}, messages.pingResponse, options)
  }

  /**
   * Sends one invocation, when those before it have been answered. A field left out is Go's zero value:
   * without a `Deadline` the function's context has already expired (1970).
   *
   * @returns the answer as it is: a function error is `Error`, not an exception.
   */
  invoke(request: InvokeRequest): Promise<InvokeResponse> {
    const answer = this.#last.then(() =>
      this.#rpc.call('Function.Invoke', messages.invokeRequest, request, messages.invokeResponse),
    )
    this.#last = answer.catch(() => undefined)
    return answer
  }

  close(): void {
    this.#rpc.close()
  }
}
