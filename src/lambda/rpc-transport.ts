import { clearTimeout, setTimeout } from 'node:timers'
import { setTimeout as delay } from 'node:timers/promises'
import { ServerError } from '../rpc/index.ts'
import { LambdaClient } from './lambda-client.ts'
import type { InvokeResponse } from './messages.ts'
import { rehearse } from './rehearse.ts'
import {
  type FunctionProcess,
  PortTakenError,
  type StartDiagnosis,
  type Transport,
  type TransportRequest,
} from './transport.ts'

/** A port that no other environment of ours will be given until it is released. */
export interface ReservedPort {
  readonly port: number
  release(): void
}

/** Go listens on what `localhost` means on this machine: 127.0.0.1 where there is one, else ::1. */
const hosts = ['127.0.0.1', '::1'] as const

/** Every so many attempts ::1 is tried: there is a 127.0.0.1 nearly everywhere. */
const attemptsPerIpv6 = 16

/** How long one Ping may take before it is asked who holds the port. Go's answer takes under a millisecond. */
const pingPatienceMs = 500

/**
 * Asked of a function that did not start, and said so itself or not: whether it has no net/rpc, and is to be started again over
 * another transport.
 */
export type IsWithoutRpc = (saysSo: boolean) => Promise<boolean>

/** Go's net/rpc (gob over TCP): the function listens on a port it is told by `_LAMBDA_SERVER_PORT`. */
export class RpcTransport implements Transport {
  readonly name = 'rpc'
  readonly #reservePort: () => Promise<ReservedPort>
  readonly #isWithoutRpc: IsWithoutRpc | undefined
  #reserved: ReservedPort | undefined
  #client: LambdaClient | undefined
  #host: string = hosts[0]

  constructor(options: { reservePort: () => Promise<ReservedPort>; isWithoutRpc?: IsWithoutRpc | undefined }) {
    this.#reservePort = options.reservePort
    this.#isWithoutRpc = options.isWithoutRpc
  }

  async listen(): Promise<Readonly<Record<string, string>>> {
    this.#reserved ??= await this.#reservePort()
    return { _LAMBDA_SERVER_PORT: String(this.#reserved.port) }
  }

  get port(): number | undefined {
    return this.#reserved?.port
  }

  get address(): string {
    return this.#host.includes(':') ? `[${this.#host}]:${this.port}` : `${this.#host}:${this.port}`
  }

  async ready(process: FunctionProcess, signal: AbortSignal): Promise<void> {
    const port = this.#listening()
    rehearse()
    for (let attempt = 0; ; attempt++) {
      if (signal.aborted) throw signal.reason
      const host = hosts[attempt % attemptsPerIpv6 === attemptsPerIpv6 - 1 ? 1 : 0]
      const client = await connected(host, port, signal)
      if (client !== undefined) {
        const answer = await pings(client, signal)
        // Also after an answer: on a taken port the other process answers before ours has died.
        if (answer === 'answered' && (await this.#isOwn(process, host)) && !process.ended.aborted) {
          this.#client = client
          this.#host = host
          return
        }
        client.close()
        if (signal.aborted) throw signal.reason
        if (!(await process.ownsListener(port))) throw new PortTakenError(port)
        // It registers its service before it accepts: what says no will go on saying no.
        if (answer instanceof ServerError && (await this.#isOwn(process, host))) throw answer
      }
      // Retrying each millisecond, a start takes half the time of one with 5 ms; a slow init is left in peace.
      await delay(attempt < 200 ? 1 : 10, undefined, { signal }).catch(() => {
        if (signal.aborted) throw signal.reason
      })
    }
  }

  async ping(): Promise<void> {
    await this.#connection().ping()
  }

  /** The message has no field for a tenant. */
  invoke({ TenantId: _, ...request }: TransportRequest): Promise<InvokeResponse> {
    return this.#connection().invoke(request)
  }

  async diagnose(output: string): Promise<StartDiagnosis> {
    // By its number: a fixed port of the function's own is its own trouble.
    if (new RegExp(`listen tcp [^\\n]*:${this.port}: bind: address already in use`).test(output)) return { retry: true }
    const saysSo = /expected AWS Lambda environment variables \[AWS_LAMBDA_RUNTIME_API\] are not defined/.test(output)
    if (await this.#isWithoutRpc?.(saysSo)) return { retry: true }
    if (saysSo) {
      return {
        retry: false,
        nextStep:
          "it was built with the tag lambda.norpc, which leaves out the net/rpc server: leave out { transport: 'rpc' }, or build without that tag ({ build: { tags: [] } } overrides GOFLAGS)",
      }
    }
    return { retry: false }
  }

  close(): void {
    this.#client?.close()
    this.#client = undefined
    this.#reserved?.release()
    this.#reserved = undefined
  }

  /** Whether it is the process's own listener that was reached, and not another's on ::1 beside its own on 127.0.0.1. */
  async #isOwn(process: FunctionProcess, host: string): Promise<boolean> {
    const port = this.#listening()
    if (!(await process.ownsListener(port))) return false
    if (host === hosts[0]) return true
    const first = await connected(hosts[0], port, process.ended)
    first?.close()
    return first === undefined
  }

  #listening(): number {
    if (this.#reserved === undefined) throw new Error('RpcTransport: listen() comes first')
    return this.#reserved.port
  }

  #connection(): LambdaClient {
    if (this.#client === undefined) throw new Error('RpcTransport: ready() comes first')
    return this.#client
  }
}

async function connected(host: string, port: number, signal: AbortSignal): Promise<LambdaClient | undefined> {
  try {
    return await LambdaClient.connect({ host, port, signal })
  } catch {
    return undefined // nobody listens yet
  }
}

/**
 * What becomes of a Ping while an answer can be expected. Runs also where `AbortSignal.any` is missing (older jsdom).
 */
async function pings(client: LambdaClient, signal: AbortSignal): Promise<'answered' | 'silent' | ServerError> {
  const patience = new AbortController()
  const giveUp = () => patience.abort()
  if (signal.aborted) giveUp()
  signal.addEventListener('abort', giveUp, { once: true })
  const timer = setTimeout(giveUp, pingPatienceMs)
  try {
    await client.ping({ signal: patience.signal })
    return 'answered'
  } catch (error) {
    return error instanceof ServerError ? error : 'silent'
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}
