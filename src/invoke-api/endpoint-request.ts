import { Buffer } from 'node:buffer'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { maxRequestBytes } from '../lambda/index.ts'
import type { EndpointFailure } from './endpoint-failure.ts'

/** What a request for an invocation says of the function, both as they were written. */
export interface InvokeRoute {
  readonly operation: 'Invoke' | 'InvokeWithResponseStream'
  readonly functionName: string
  readonly qualifier: string | undefined
}

/** As AWS's model of the API has them. */
const operations: readonly (readonly [InvokeRoute['operation'], RegExp])[] = [
  ['Invoke', /^\/2015-03-31\/functions\/([^/]+)\/invocations$/],
  ['InvokeWithResponseStream', /^\/2021-11-15\/functions\/([^/]+)\/response-streaming-invocations$/],
]

/** Reads `POST /2015-03-31/functions/NAME/invocations?Qualifier=…`, and the like. */
export function readRoute({ method = '', url = '' }: IncomingMessage): InvokeRoute | EndpointFailure {
  const [path = '', ...query] = url.split('?')
  for (const [operation, pattern] of operations) {
    const functionName = decoded(pattern.exec(path)?.[1])
    if (method !== 'POST' || functionName === undefined) continue
    const qualifier = new URLSearchParams(query.join('?')).get('Qualifier')
    return { operation, functionName, qualifier: qualifier === null || qualifier === '' ? undefined : qualifier }
  }
  return unknownOperation(method, path)
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Not in the 5xx range: an SDK would try again. */
function unknownOperation(method: string, path: string): EndpointFailure {
  return {
    status: 404,
    name: 'UnknownOperationException',
    message: `the endpoint of use-go-lambda answers Invoke (POST /2015-03-31/functions/NAME/invocations) and InvokeWithResponseStream only, not ${method} ${path.slice(0, 200)}`,
  }
}

/** The function that a path of a function URL names, and what is left of the request's target for the function itself. */
export interface UrlRoute {
  readonly functionName: string
  /** As it was sent, without the prefix: `/` at least. */
  readonly rawPath: string
  readonly rawQueryString: string
}

/** Reads `/lambda-url/NAME/…?…`. */
export function readUrlPath({ url = '' }: IncomingMessage): UrlRoute | undefined {
  const found = /^\/lambda-url\/([^/?]+)(.*)$/.exec(url)
  const functionName = decoded(found?.[1])
  return functionName === undefined ? undefined : urlRoute(functionName, found?.[2] ?? '')
}

export function urlRoute(functionName: string, target: string): UrlRoute {
  const at = target.indexOf('?')
  const path = at === -1 ? target : target.slice(0, at)
  return { functionName, rawPath: path === '' ? '/' : path, rawQueryString: at === -1 ? '' : target.slice(at + 1) }
}

/** The region that the caller's client is for, by its signature: `Credential=KEY/20261124/us-east-1/lambda/aws4_request`. */
export function regionOf({ authorization = '' }: IncomingHttpHeaders): string {
  return /Credential=[^/,\s]+\/\d{8}\/([a-z0-9-]+)\/lambda\//.exec(authorization)?.[1] ?? 'us-east-1'
}

/** The whole body, or (as soon as it is known to be larger than AWS takes) how many bytes it has at least. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | number> {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > maxRequestBytes) return announced
  const parts: Uint8Array[] = []
  let bytes = 0
  return new Promise((resolve, reject) => {
    request.on('data', (part: Uint8Array) => {
      bytes += part.length
      if (bytes > maxRequestBytes) resolve(bytes)
      else parts.push(part)
    })
    request.once('end', () => resolve(Buffer.concat(parts)))
    request.once('error', reject)
    request.once('close', () => reject(new Error('the connection was closed before the request was complete')))
  })
}
