import type { ProxyEvent } from './types.ts'

interface Request {
  readonly query?: Readonly<Record<string, string>>
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown
}

/** The event that API Gateway makes of a request: `proxyEvent('POST /greetings', { body: { name: 'Daniel' } })`. */
export function proxyEvent(request: `${string} /${string}`, { query, body }: Request = {}): ProxyEvent {
  const space = request.indexOf(' ')
  return {
    httpMethod: request.slice(0, space),
    path: request.slice(space + 1),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    queryStringParameters: query ?? null,
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
  }
}
