import type { EndpointStream } from './endpoint-target.ts'
import type { InvokeApi } from './invoke-api.ts'
import type { InvokeInput } from './invoke-input.ts'
import type { InvokeOutput } from './invoke-output.ts'
import type { InvokeTarget } from './invoke-target.ts'

/** An {@link InvokeApi} that is loaded when it is first sent something: most suites never do. */
export class DeferredInvokeApi {
  readonly #target: InvokeTarget
  #api: Promise<InvokeApi> | undefined

  constructor(target: InvokeTarget) {
    this.#target = target
  }

  /** See {@link InvokeApi.send}. */
  async send(input: InvokeInput, by?: unknown, requestId?: string): Promise<InvokeOutput> {
    return (await this.#loaded()).send(input, by, requestId)
  }

  /** See {@link InvokeApi.stream}. */
  async stream(input: InvokeInput, by?: unknown, requestId?: string): Promise<EndpointStream> {
    return (await this.#loaded()).stream(input, by, requestId)
  }

  /** See {@link InvokeApi.eventResults}. */
  async eventResults(): Promise<readonly InvokeOutput[]> {
    return (await this.#api)?.eventResults() ?? []
  }

  /** See {@link InvokeApi.settled}. */
  async settled(): Promise<void> {
    await (await this.#api)?.settled()
  }

  #loaded(): Promise<InvokeApi> {
    this.#api ??= import('./invoke-api.ts').then(({ InvokeApi }) => new InvokeApi(this.#target))
    return this.#api
  }
}
