import { Buffer, isUtf8 } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a function finds as its event: payload format 2.0, what Go knows as `events.LambdaFunctionURLRequest`. */
export interface UrlEvent {
  readonly version: '2.0'
  readonly routeKey: '$default'
  readonly rawPath: string
  readonly rawQueryString: string
  readonly cookies?: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly queryStringParameters?: Readonly<Record<string, string>>
  readonly requestContext: object
  readonly body?: string
  readonly isBase64Encoded: boolean
}

export interface UrlEventOf {
  readonly request: IncomingMessage
  readonly functionName: string
  readonly rawPath: string
  readonly rawQueryString: string
  readonly body: Uint8Array
  readonly requestId: string
  readonly now: Date
}

/** Headers of one connection: they do not go on to the function. */
const hopByHop: readonly string[] = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'proxy-connection']

/**
 * Makes an event of a request.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function urlEvent(given: UrlEventOf): UrlEvent {
  const { request, rawPath, rawQueryString, body } = given
  const headers = headersOf(request)
  const cookies = (headers.get('cookie') ?? []).flatMap(cookiesIn)
  headers.delete('cookie')
  const parameters = joined(grouped(new URLSearchParams(rawQueryString)), ',')
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: { ...joined(headers, ','), ...addedHeaders(request) },
    ...(Object.keys(parameters).length > 0 && { queryStringParameters: parameters }),
    requestContext: requestContext(given),
    ...bodyIn(body, request.headers['content-type']),
  }
}

/** All of them, as they came: of some Node itself would keep the first only. */
function headersOf({ rawHeaders }: IncomingMessage): Map<string, string[]> {
  const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? '']] : []))
  const headers = grouped(pairs as [string, string][])
  for (const name of hopByHop) headers.delete(name)
  return headers
}

function grouped(pairs: Iterable<[string, string]>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value])
  return groups
}

function joined(groups: ReadonlyMap<string, readonly string[]>, by: string): Record<string, string> {
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.join(by)]))
}

function cookiesIn(header: string): string[] {
  return header
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '')
}

/** What AWS's own front adds, but for the names of its ciphers. A caller's trace goes on. */
function addedHeaders({ headers, socket }: IncomingMessage): Record<string, string> {
  const trace = headers['x-amzn-trace-id']
  return {
    'x-amzn-trace-id': typeof trace === 'string' ? trace : newTraceId(),
    'x-forwarded-for': addressOf(socket.remoteAddress),
    'x-forwarded-port': String(socket.localPort),
    'x-forwarded-proto': 'http',
  }
}

function newTraceId(): string {
  const [time, id] = [randomBytes(4), randomBytes(12)].map((bytes) => bytes.toString('hex'))
  return `Root=1-${time}-${id}`
}

function addressOf(remote = ''): string {
  return remote.replace(/^::ffff:/, '')
}

/** As it is where nobody has signed: the account is anonymous, and there is no authorizer. */
function requestContext({ request, functionName, rawPath, requestId, now }: UrlEventOf): object {
  return {
    accountId: 'anonymous',
    apiId: functionName,
    domainName: request.headers.host ?? '',
    domainPrefix: functionName,
    http: {
      method: request.method,
      path: rawPath,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: addressOf(request.socket.remoteAddress),
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId,
    routeKey: '$default',
    stage: '$default',
    time: timeText(now),
    timeEpoch: now.getTime(),
  }
}

/** `12/Mar/2020:19:03:58 +0000`. */
function timeText(now: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(now.toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}

/** Types that are text; a body of every other type, and of none, is base64. */
const textTypes = /^(?:text\/.+|application\/(?:json|javascript|xml)|.+\+(?:json|xml))$/

function bodyIn(body: Uint8Array, contentType = ''): Pick<UrlEvent, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false }
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  // What is no UTF-8 would not come through as text.
  const isText = textTypes.test(type) && isUtf8(bytes)
  return { body: bytes.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}
