import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clearTimeout, setTimeout } from 'node:timers'
import { errorCode } from '../failure/index.ts'
import { maxEventBytes, maxRequestBytes, tooLargeMessage } from '../lambda/index.ts'
import { type EndpointFailure, failureBody, failureOf } from './endpoint-failure.ts'
import { notFound, readReference } from './endpoint-reference.ts'
import { readBody, readRoute, refusal, regionOf } from './endpoint-request.ts'
import type { EndpointInput, EndpointOutput, FindTarget } from './endpoint-target.ts'

/** A server that speaks the Invoke API on the loopback. */
export interface Endpoint {
  readonly port: number
  /** `http://127.0.0.1:PORT`, for `AWS_ENDPOINT_URL_LAMBDA`. */
  readonly url: string
  /** Gives the port back and ends every connection at once, also those that clients keep for later. Idempotent. */
  stop(): Promise<void>
}

export interface EndpointOptions {
  /** One to take where it is free; by default, and where it is not, any free one. */
  readonly port?: number | undefined
  /** Answers a request, told the port that it came from. */
  readonly within?: (remotePort: number | undefined, body: () => Promise<void>) => Promise<void>
}

/** How long the rest of a request is let go by after its answer. */
const discardMs = 2_000

/**
 * Listens on 127.0.0.1 for `POST /2015-03-31/functions/NAME/invocations`, as Lambda's own endpoint answers it. Signatures
 * are not verified. It does not keep the process alive.
 *
 * @param find asked at each request.
 */
export async function serveInvokeApi(
  find: FindTarget,
  { port = 0, within = (_, body) => body() }: EndpointOptions = {},
): Promise<Endpoint> {
  // Without a limit on idle connections: closed by us in the moment a client uses it again, a call would be lost.
  const server = createServer({ keepAliveTimeout: 0 })
  const taken = await listen(server, port)
  server.unref()
  server.on('connection', (socket) => socket.unref())
  server.on('request', (request, response) => {
    void within(request.socket.remotePort, () => answer(request, response, find, taken))
  })
  let stopped: Promise<void> | undefined
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    stop() {
      stopped ??= new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      return stopped
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (port === 0 || errorCode(error) !== 'EADDRINUSE') reject(error)
      else resolve(listen(server, 0))
    })
    server.listen({ host: '127.0.0.1', port }, () => {
      server.removeAllListeners('error')
      resolve((server.address() as AddressInfo).port)
    })
  })
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  find: FindTarget,
  port: number,
): Promise<void> {
  try {
    const output = await handle(request, find, port)
    if ('name' in output) answerFailure(request, response, output)
    else answerOutput(response, output)
  } catch {
    // The client is gone, or sent half a request: there is nobody to answer.
    response.destroy()
  }
}

/** Checks first what costs nothing; the body is read last. */
async function handle(
  request: IncomingMessage,
  find: FindTarget,
  port: number,
): Promise<EndpointOutput | EndpointFailure> {
  const route = refusal(request.headers, port) ?? readRoute(request)
  if ('status' in route) return route
  const reference = readReference(route.functionName, route.qualifier, regionOf(request.headers))
  if ('status' in reference) return reference
  const target = find(reference.functionName, reference.qualifier)
  if (target === undefined) return notFound(`Function not found: ${reference.arn}`)
  const body = await readBody(request)
  const input = inputOf(request, reference.qualifier)
  if (typeof body === 'number') return tooLarge(body, input.InvocationType)
  try {
    return await target.send({ ...input, Payload: body })
  } catch (error) {
    return failureOf(error)
  }
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

function answerOutput(response: ServerResponse, output: EndpointOutput): void {
  const { StatusCode = 200, Payload = new Uint8Array(), FunctionError, LogResult, ExecutedVersion } = output
  response.writeHead(StatusCode, {
    'x-amzn-RequestId': output.$metadata?.requestId ?? randomUUID(),
    ...(FunctionError !== undefined && { 'X-Amz-Function-Error': FunctionError }),
    ...(LogResult !== undefined && { 'X-Amz-Log-Result': LogResult }),
    ...(ExecutedVersion !== undefined && { 'X-Amz-Executed-Version': ExecutedVersion }),
    ...(StatusCode !== 204 && { 'Content-Type': 'application/json', 'Content-Length': Payload.byteLength }),
  })
  response.end(Payload)
}

function answerFailure(request: IncomingMessage, response: ServerResponse, failure: EndpointFailure): void {
  const body = Buffer.from(failureBody(failure))
  response.writeHead(failure.status, {
    'x-amzn-RequestId': failure.requestId ?? randomUUID(),
    'x-amzn-ErrorType': failure.name,
    'Content-Type': 'application/json',
    'Content-Length': body.byteLength,
  })
  response.end(body)
  if (!request.complete) discard(request)
}

/**
 * Lets what is left of a request go by, unread: a connection closed while its client still writes is reset, and the
 * answer is lost with it.
 */
function discard(request: IncomingMessage): void {
  const { socket } = request
  const timer = setTimeout(() => socket.destroy(), discardMs)
  timer.unref()
  const stop = () => clearTimeout(timer)
  request.once('end', stop)
  socket.once('close', stop)
  request.resume()
}
