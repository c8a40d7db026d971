import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errorCode } from '../failure/index.ts'
import { maxEventBytes, maxRequestBytes, tooLargeMessage } from '../lambda/index.ts'
import { answerFailure, answerOutput, discardRest } from './endpoint-answer.ts'
import { type EndpointFailure, failureOf } from './endpoint-failure.ts'
import { type Listening, pageRefusal, readHost } from './endpoint-host.ts'
import { EndpointPortError } from './endpoint-port-error.ts'
import { notFound, readReference } from './endpoint-reference.ts'
import { type InvokeRoute, readBody, readRoute, readUrlPath, regionOf, urlRoute } from './endpoint-request.ts'
import type { EndpointInput, EndpointOutput, FindTarget } from './endpoint-target.ts'
import type { UrlRequest } from './url-request.ts'
import { writeTo } from './write-to.ts'

/** A server that speaks the Invoke API on the loopback. */
export interface Endpoint {
  readonly port: number
  /** `http://127.0.0.1:PORT`, for `AWS_ENDPOINT_URL_LAMBDA`; with `host` by that address. */
  readonly url: string
  /** Gives the port back and ends every connection at once, also those that clients keep for later. Idempotent. */
  stop(): Promise<void>
}

export interface EndpointOptions {
  /** One to take where it is free; by default, and where it is not, any free one. */
  readonly port?: number | undefined
  /** No other port than that. */
  readonly onlyPort?: boolean | undefined
  /** The address to listen on; 127.0.0.1 by default. With another, requests of other machines are answered. */
  readonly host?: string | undefined
  /** Keeps the process alive until it is stopped. */
  readonly holdsProcess?: boolean | undefined
  /** Answers a request, told the port that it came from. */
  readonly within?: (remotePort: number | undefined, body: () => Promise<void>) => Promise<void>
  /** Answers requests to `/lambda-url/NAME/…` and `NAME.localhost`; without it there are no function URLs. */
  readonly answerUrl?: ((request: UrlRequest) => Promise<void>) | undefined
}

const loopback = '127.0.0.1'

/**
 * Listens on 127.0.0.1 for Invoke and InvokeWithResponseStream, as Lambda's own endpoint answers them. Signatures are not
 * verified. It does not keep the process alive.
 *
 * @param find asked at each request.
 * @throws {EndpointPortError} with `onlyPort`, where that is taken.
 */
export async function serveInvokeApi(find: FindTarget, options: EndpointOptions = {}): Promise<Endpoint> {
  const { host = loopback, answerUrl, within = (_, body) => body() } = options
  // Without a limit on idle connections: closed by us in the moment a client uses it again, a call would be lost.
  const server = createServer({ keepAliveTimeout: 0 })
  const port = await listen(server, { ...options, host })
  if (options.holdsProcess !== true) {
    server.unref()
    server.on('connection', (socket) => socket.unref())
  }
  const served: Served = { find, port, isOpen: host !== loopback, hasUrls: answerUrl !== undefined, answerUrl }
  server.on('request', (request, response) => {
    void within(request.socket.remotePort, () => answer(request, response, served))
  })
  let stopped: Promise<void> | undefined
  return {
    port,
    url: `http://${reachable(host)}:${port}`,
    stop() {
      stopped ??= new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      return stopped
    },
  }
}

/** How an address is written in a URL; one that means all of them is reached by the loopback. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return loopback
  return host.includes(':') ? `[${host}]` : host
}

interface Served extends Listening {
  readonly find: FindTarget
  readonly answerUrl: EndpointOptions['answerUrl']
}

function listen(server: Server, asked: EndpointOptions & { readonly host: string }): Promise<number> {
  const { host, port = 0, onlyPort = false } = asked
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const why = errorCode(cause)
      if (onlyPort) reject(new EndpointPortError({ host, port, why, cause }))
      else if (port === 0 || why !== 'EADDRINUSE') reject(cause)
      else resolve(listen(server, { ...asked, port: 0 }))
    })
    server.listen({ host, port }, () => {
      server.removeAllListeners('error')
      resolve((server.address() as AddressInfo).port)
    })
  })
}

async function answer(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  // What cannot be written any more is told to nobody.
  response.on('error', () => undefined)
  try {
    const host = readHost(request, served)
    if ('status' in host) return answerFailure(request, response, host)
    const { functionName } = host
    const url = functionName === undefined ? readUrlPath(request) : urlRoute(functionName, request.url ?? '/')
    if (url !== undefined && served.answerUrl !== undefined) {
      const write = (bytes: Uint8Array) => writeTo(response, bytes)
      await served.answerUrl({ ...url, request, response, readBody: () => readBody(request), write })
      return discardRest(request)
    }
    const output = await handle(request, response, served)
    if (output === undefined) return
    if ('name' in output) answerFailure(request, response, output)
    else answerOutput(response, output)
  } catch {
    // The client is gone, or sent half a request: there is nobody to answer.
    response.destroy()
  }
}

/** Checks first what costs nothing; the body is read last. Nothing is given of what is answered already. */
async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { find }: Served,
): Promise<EndpointOutput | EndpointFailure | undefined> {
  const route = pageRefusal(request) ?? readRoute(request)
  if ('status' in route) return route
  const reference = readReference(route.functionName, route.qualifier, regionOf(request.headers))
  if ('status' in reference) return reference
  const target = find(reference.functionName, reference.qualifier)
  if (target === undefined) return notFound(`Function not found: ${reference.arn}`)
  const body = await readBody(request)
  const input = inputOf(request, reference.qualifier)
  if (typeof body === 'number') return tooLarge(body, input.InvocationType)
  const whole = { ...input, Payload: body }
  try {
    if (!isStreamed(route, input)) return await target.send(whole)
    const { openStream } = await import('./response-stream.ts') // seldom needed
    return (await openStream(target, whole)).answer(response)
  } catch (error) {
    return failureOf(error)
  }
}

/** A DryRun has nothing to stream. */
function isStreamed({ operation }: InvokeRoute, { InvocationType }: Omit<EndpointInput, 'Payload'>): boolean {
  return operation === 'InvokeWithResponseStream' && InvocationType !== 'DryRun'
}

function tooLarge(bytes: number, invocationType = 'RequestResponse'): EndpointFailure {
  const limit = invocationType === 'Event' ? maxEventBytes : maxRequestBytes
  const message = tooLargeMessage(bytes, invocationType, limit)
  return { status: 413, name: 'RequestEntityTooLargeException', type: 'User', message }
}

function inputOf({ headers }: IncomingMessage, qualifier: string | undefined): Omit<EndpointInput, 'Payload'> {
  const text = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined)
  const given = {
    InvocationType: text('x-amz-invocation-type'),
    LogType: text('x-amz-log-type'),
    ClientContext: text('x-amz-client-context'),
    TenantId: text('x-amz-tenant-id'),
    DurableExecutionName: text('x-amz-durable-execution-name'),
    Qualifier: qualifier,
  }
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return known as Omit<EndpointInput, 'Payload'>
}
