import { Buffer } from 'node:buffer'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { maxRequestBytes } from '../lambda/index.ts'
import type { EndpointFailure } from './endpoint-failure.ts'

/** What a request for an invocation says of the function, both as they were written. */
export interface InvokeRoute {
  readonly functionName: string
  readonly qualifier: string | undefined
}

/**
 * Why a request is not listened to: it does not come from an SDK of this machine. A page in a browser can send a plain
 * POST to the loopback; the name in its Host header is its own, or it says where it comes from.
 */
export function refusal(headers: IncomingHttpHeaders, port: number): EndpointFailure | undefined {
  const { host, origin } = headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return forbidden(
      `the Host header is ${host === undefined ? 'missing' : JSON.stringify(host)}, not 127.0.0.1:${port}`,
    )
  }
  if (origin !== undefined) return forbidden('the request has an Origin header, as those of web pages have')
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'none') {
    return forbidden(`the request says Sec-Fetch-Site: ${String(site)}, as those of web pages do`)
  }
  return undefined
}

function forbidden(why: string): EndpointFailure {
  return {
    status: 403,
    name: 'AccessDeniedException',
    message: `${why}: this endpoint serves programs of this machine only`,
  }
}

/** Reads `POST /2015-03-31/functions/NAME/invocations?Qualifier=…`. */
export function readRoute({ method = '', url = '' }: IncomingMessage): InvokeRoute | EndpointFailure {
  const [path = '', ...query] = url.split('?')
  const encoded = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path)?.[1]
  if (method !== 'POST' || encoded === undefined) return unknownOperation(method, path)
  const functionName = decoded(encoded)
  if (functionName === undefined) return unknownOperation(method, path)
  const qualifier = new URLSearchParams(query.join('?')).get('Qualifier')
  return { functionName, qualifier: qualifier === null || qualifier === '' ? undefined : qualifier }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Not in the 5xx range: an SDK would try again. */
function unknownOperation(method: string, path: string): EndpointFailure {
  return {
    status: 404,
    name: 'UnknownOperationException',
    message: `the endpoint of use-go-lambda answers Invoke only (POST /2015-03-31/functions/NAME/invocations), not ${method} ${path.slice(0, 200)}`,
  }
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
