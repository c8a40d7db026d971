import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { clearTimeout, setTimeout } from 'node:timers'
import { type EndpointFailure, failureBody } from './endpoint-failure.ts'
import type { EndpointOutput } from './endpoint-target.ts'

/** How long the rest of a request is let go by after its answer. */
const discardMs = 2_000

export function answerOutput(response: ServerResponse, output: EndpointOutput): void {
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

export function answerFailure(request: IncomingMessage, response: ServerResponse, failure: EndpointFailure): void {
  const body = Buffer.from(failureBody(failure))
  response.writeHead(failure.status, {
    'x-amzn-RequestId': failure.requestId ?? randomUUID(),
    'x-amzn-ErrorType': failure.name,
    'Content-Type': 'application/json',
    'Content-Length': body.byteLength,
  })
  response.end(body)
  discardRest(request)
}

/**
 * Lets what is left of a request go by, unread: a connection closed while its client still writes is reset, and the
 * answer is lost with it.
 */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return
  const { socket } = request
  const timer = setTimeout(() => socket.destroy(), discardMs)
  timer.unref()
  const stop = () => clearTimeout(timer)
  request.once('end', stop)
  socket.once('close', stop)
  request.resume()
}
