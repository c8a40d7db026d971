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
  #busy = false
  /** Invocations that wait until those before them have been answered. */
  readonly #waiting: (() => void)[] = []
  readonly #next = () => {
    const next = this.#waiting.shift()
    if (next === undefined) this.#busy = false
    else next()
  }

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
    if (!this.#busy) return this.#invoke(request)
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => this.#invoke(request).then(resolve, reject))
    })
  }

  #invoke(request: InvokeRequest): Promise<InvokeResponse> {
    this.#busy = true
    const answer = this.#rpc.call('Function.Invoke', messages.invokeRequest, request, messages.invokeResponse)
    // The first to hear of the answer: who invokes again when it has come finds nobody under way.
    answer.then(this.#next, this.#next)
    return answer
  }

  close(): void {
    this.#rpc.close()
  }
}
