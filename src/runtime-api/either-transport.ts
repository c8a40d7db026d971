import type {
  AnswerSink,
  FunctionProcess,
  InvokeResponse,
  StartDiagnosis,
  Transport,
  TransportRequest,
} from '../lambda/index.ts'

/**
 * Both transports at once, for a program that does not say which it speaks: the first that the function answers is used
 * from then on. aws-lambda-go takes net/rpc where it has both.
 */
export class EitherTransport implements Transport {
  #used: Transport
  readonly #rpc: Transport
  readonly #runtimeApi: Transport

  constructor(rpc: Transport, runtimeApi: Transport) {
    this.#rpc = rpc
    this.#runtimeApi = runtimeApi
    this.#used = runtimeApi
  }

  get name(): Transport['name'] {
    return this.#used.name
  }

  get address(): string {
    return this.#used.address
  }

  get port(): number | undefined {
    return this.#used.port
  }

  async listen(): Promise<Readonly<Record<string, string>>> {
    const [one, other] = [await this.#rpc.listen(), await this.#runtimeApi.listen()]
    return { ...one, ...other }
  }

  async ready(process: FunctionProcess, signal: AbortSignal): Promise<void> {
    const over = new AbortController()
    const callOff = () => over.abort(signal.reason)
    if (signal.aborted) callOff()
    signal.addEventListener('abort', callOff, { once: true })
    const answered = async (transport: Transport, other: Transport) => {
      await transport.ready(process, over.signal)
      this.#used = transport
      over.abort()
      other.close()
    }
    try {
      await Promise.race([answered(this.#rpc, this.#runtimeApi), answered(this.#runtimeApi, this.#rpc)])
    } finally {
      signal.removeEventListener('abort', callOff)
      over.abort()
    }
  }

  ping(): Promise<void> {
    return this.#used.ping()
  }

  invoke(request: TransportRequest, sink?: AnswerSink): Promise<InvokeResponse> {
    return this.#used.invoke(request, sink)
  }

  diagnose(output: string): Promise<StartDiagnosis> {
    return this.#rpc.diagnose(output)
  }

  close(): void {
    this.#rpc.close()
    this.#runtimeApi.close()
  }
}
