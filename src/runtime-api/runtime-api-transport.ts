import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  AnswerBrokeError,
  type AnswerSink,
  FunctionInitError,
  type FunctionProcess,
  type InvokeResponse,
  maxResponseBytes,
  maxStreamBytes,
  NotDeliveredError,
  type StartDiagnosis,
  type Transport,
  type TransportRequest,
  tooLarge,
} from '../lambda/index.ts'
import { nextHeaders } from './next-request.ts'
import { readBody } from './read-body.ts'
import { readError, readTrailers } from './read-error.ts'
import { LoopbackServer } from './serve-loopback.ts'

export interface RuntimeApiTransportOptions {
  /** A streamed answer ends here; default 209,715,200 bytes, AWS's own. */
  readonly maxStreamBytes?: number
}

/** An invocation that the function was given. */
interface Delivered {
  readonly id: string
  readonly sink: AnswerSink | undefined
  /** Its answer is on the way, or has come. */
  answering: boolean
  resolve(response: InvokeResponse): void
  reject(reason: unknown): void
}

const runtime = '/2018-06-01/runtime/'
const extension = '/2020-01-01/extension/'
const noBytes = new Uint8Array()

/**
 * The Runtime API, which the function asks for its invocations over HTTP (`provided.*` runtimes; aws-lambda-go where it was
 * built with the tag `lambda.norpc`, and whatever else AWS can run). One server for one process: nobody else is given its
 * address.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApiTransport implements Transport {
  readonly name = 'runtime-api'
  readonly port = undefined
  readonly #maxStreamBytes: number
  #server: LoopbackServer | undefined
  /** The function's request for an invocation, which waits for one. */
  #parked: ServerResponse | undefined
  #current: Delivered | undefined
  /** Told when the function asks for an invocation, or never will. */
  readonly #waiting = new Set<{ readonly parked: () => void; readonly never: (reason: Error) => void }>()
  /** Why it never will. */
  #over: Error | undefined
  #processEnded = false

  constructor(options: RuntimeApiTransportOptions = {}) {
    this.#maxStreamBytes = options.maxStreamBytes ?? maxStreamBytes
  }

  get address(): string {
    return this.#server?.address ?? 'a port that is closed'
  }

  async listen(): Promise<Readonly<Record<string, string>>> {
    this.#server ??= await LoopbackServer.listen((request, response) => {
      this.#answer(request, response).catch(() => response.destroy())
    })
    this.#server.onDisconnect = () => this.#whenGone()
    return { AWS_LAMBDA_RUNTIME_API: this.#server.address }
  }

  /** Ready is the first `GET …/invocation/next`. Nothing has to be proved: nobody else was told the address. */
  async ready(process: FunctionProcess, signal: AbortSignal): Promise<void> {
    const ended = () => {
      this.#processEnded = true
      this.#whenGone()
    }
    if (process.ended.aborted) ended()
    process.ended.addEventListener('abort', ended, { once: true })
    const calledOff = () => this.#end(signal.reason)
    if (signal.aborted) throw signal.reason
    signal.addEventListener('abort', calledOff, { once: true })
    try {
      await this.#nextParked()
    } finally {
      signal.removeEventListener('abort', calledOff)
    }
  }

  /** Over this transport the function is there when it asks for its next invocation. */
  ping(): Promise<void> {
    return this.#nextParked()
  }

  async invoke(request: TransportRequest, sink?: AnswerSink): Promise<InvokeResponse> {
    if (this.#parked === undefined) await this.#nextParked()
    const parked = this.#parked as ServerResponse
    const release = this.#server?.hold()
    try {
      return await new Promise<InvokeResponse>((resolve, reject) => {
        parked.writeHead(200, nextHeaders(request))
        this.#parked = undefined
        this.#current = { id: request.RequestId ?? '', sink, answering: false, resolve, reject }
        parked.end(request.Payload)
      })
    } finally {
      this.#current = undefined
      release?.()
    }
  }

  async diagnose(output: string): Promise<StartDiagnosis> {
    if (/expected AWS Lambda environment variables \[_LAMBDA_SERVER_PORT\] are not defined/.test(output)) {
      return {
        retry: false,
        nextStep: "its aws-lambda-go is too old for the Runtime API: leave out { transport: 'runtime-api' }",
      }
    }
    return { retry: false }
  }

  close(): void {
    this.#end(new NotDeliveredError())
    this.#server?.close()
    this.#server = undefined
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '' } = request
    const path = url.split('?', 1)[0] ?? ''
    if (method === 'GET' && path === `${runtime}invocation/next`) return this.#next(response)
    if (method === 'POST' && path === `${runtime}init/error`) return this.#initError(request, response)
    if (method === 'POST' && path === `${extension}register`) return register(request, response)
    // It is subscribed to nothing: there is no event to tell it of, and it waits until it is ended.
    if (method === 'GET' && path === `${extension}event/next`) return
    const [, id, what] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? []
    if (method === 'POST' && id !== undefined && path.startsWith(runtime)) {
      const current = this.#current
      if (current?.id !== id || current.answering) {
        request.resume()
        return say(response, 400, { errorMessage: 'Invalid request ID', errorType: 'InvalidRequestID' })
      }
      current.answering = true
      if (what === 'error') return this.#error(request, response, current)
      return this.#response(request, response, current)
    }
    request.resume()
    say(response, 404, { errorMessage: `${method} ${path} is not emulated`, errorType: 'NotFound' })
  }

  #next(response: ServerResponse): void {
    if (this.#parked !== undefined || (this.#current !== undefined && !this.#current.answering)) {
      say(response, 403, { errorMessage: 'State transition is not allowed', errorType: 'InvalidStateTransition' })
      return
    }
    response.once('close', () => {
      if (this.#parked === response) this.#parked = undefined
    })
    this.#parked = response
    for (const each of this.#waiting) each.parked()
    this.#waiting.clear()
  }

  async #response(request: IncomingMessage, response: ServerResponse, current: Delivered): Promise<void> {
    const { sink } = current
    sink?.begin(request.headers['content-type'])
    const limit = sink === undefined ? maxResponseBytes : this.#maxStreamBytes
    try {
      const { bytes, tooLarge } = await readBody(request, limit, sink)
      if (tooLarge) {
        say(response, 413, {
          errorMessage: `Exceeded maximum allowed payload size (${limit} bytes).`,
          errorType: 'RequestEntityTooLarge',
        })
        // aws-lambda-go says so in its log, and ends.
        await this.#nextParked().catch(() => undefined)
        current.resolve({ Payload: bytes, Error: sink && streamTooLarge(limit) })
        return
      }
      const error = readTrailers(request.trailers)
      accept(response)
      current.resolve({ Payload: bytes, Error: error })
    } catch (error) {
      current.reject(error)
    }
  }

  /** Not answered before it is known whether the process goes on: after a panic it says so, and ends. */
  async #error(request: IncomingMessage, response: ServerResponse, current: Delivered): Promise<void> {
    try {
      const { bytes } = await readBody(request, maxResponseBytes)
      const error = readError(request.headers, bytes)
      accept(response)
      const ShouldExit = await this.#nextParked().then(
        () => false,
        () => true,
      )
      current.resolve({ Payload: noBytes, Error: { ...error, ShouldExit } })
    } catch (error) {
      current.reject(error)
    }
  }

  async #initError(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { bytes } = await readBody(request, maxResponseBytes)
    const { Type, Message } = readError(request.headers, bytes)
    accept(response)
    this.#end(new FunctionInitError(Type, Message))
  }

  /** Resolves when the function asks for an invocation. Rejects when it never will. */
  #nextParked(): Promise<void> {
    if (this.#over !== undefined) return Promise.reject(this.#over)
    if (this.#parked !== undefined) return Promise.resolve()
    const release = this.#server?.hold()
    return new Promise<void>((resolve, reject) => {
      const waiting = { parked: resolve, never: reject }
      this.#waiting.add(waiting)
    }).finally(() => release?.())
  }

  /** An answer may lie in a socket still when the process has ended: it is gone with the last of its connections. */
  #whenGone(): void {
    if (!this.#processEnded || (this.#server?.connections ?? 0) > 0) return
    this.#end(new NotDeliveredError())
    if (this.#current?.answering === false) this.#current.reject(new AnswerBrokeError(noBytes, 0))
  }

  #end(reason: Error): void {
    this.#over ??= reason
    for (const each of this.#waiting) each.never(this.#over)
    this.#waiting.clear()
  }
}

/** aws-lambda-go registers an extension of no events for `WithEnableSIGTERM`. */
function register(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  response.setHeader('Lambda-Extension-Identifier', randomUUID())
  say(response, 200, { functionName: '', functionVersion: '$LATEST', handler: '' })
}

function accept(response: ServerResponse): void {
  say(response, 202, { status: 'OK' })
}

function say(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
  response.end(text)
}

/** The environment is used up: what it goes on to write is nobody's. */
function streamTooLarge(limit: number): InvokeResponse['Error'] {
  const { errorMessage, errorType } = tooLarge(limit)
  return { Message: errorMessage, Type: errorType, StackTrace: [], ShouldExit: true }
}
