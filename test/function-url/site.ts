import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll } from 'vitest'
import { functionUrls } from '../../src/function-url/index.ts'
import { type Endpoint, type EndpointTarget, startEndpoint } from '../../src/invoke-api/index.ts'

/** A function `fn` behind a function URL that remembers its events and answers what it was told to. */
export interface Site {
  readonly port: () => number
  /** Events, in order. */
  readonly events: Record<string, unknown>[]
  /** What was told of requests and answers, in order. */
  readonly faults: string[]
  /** What the function answers from now on. */
  answers(payload: string | Uint8Array | EndpointTarget['sendStream']): void
  /** Sends a request as it stands: header names and values in turns. */
  ask(target: string, given?: Asked): Promise<Answered>
}

export interface Asked {
  readonly method?: string
  readonly headers?: readonly string[]
  readonly body?: string | Uint8Array
  /** 127.0.0.1:PORT by default. */
  readonly host?: string
}

export interface Answered {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
}

export const now = new Date('2026-03-12T19:03:58.638Z')

export function site(origins: readonly string[] = []): Site {
  const events: Record<string, unknown>[] = []
  const faults: string[] = []
  let answer: Parameters<Site['answers']>[0] = '{}'
  let endpoint: Endpoint
  const fn: EndpointTarget = {
    async send({ Payload }, given) {
      events.push(JSON.parse(Buffer.from(Payload).toString()))
      return { Payload: Buffer.from(answer as string), $metadata: { requestId: given?.requestId } }
    },
  }
  beforeAll(async () => {
    const find = (name: string) =>
      name === 'fn' ? (typeof answer === 'function' ? { ...fn, sendStream: answer } : fn) : undefined
    const onFault = (name: string, fault: string) => void faults.push(`${name}: ${fault}`)
    endpoint = await startEndpoint(find, { answerUrl: functionUrls({ find, origins, onFault, now: () => now }) })
  })
  afterAll(() => endpoint.stop())
  return {
    port: () => endpoint.port,
    events,
    faults,
    answers(payload) {
      answer = payload
    },
    ask: (target, { method = 'GET', headers = [], body, host = `127.0.0.1:${endpoint.port}` } = {}) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))]
        const all = ['Host', host, ...headers, ...length]
        const asked = request(
          { host: '127.0.0.1', port: endpoint.port, path: target, method, headers: all },
          (answer) => {
            const { statusCode = 0, headers: given } = answer
            text(answer).then((read) => resolve({ status: statusCode, headers: given, body: read }), reject)
          },
        )
        asked.once('error', reject)
        asked.end(body)
      }),
  }
}
