import type { IncomingMessage } from 'node:http'

/** What a page may do with the answer, as headers; or why it gets none. */
export type OriginAnswer = { readonly headers: Readonly<Record<string, string>> } | { readonly refused: string }

/**
 * Where a request comes from, by what browsers say of it: programs and the function URL's own pages are answered, and pages of
 * the origins that were given.
 *
 * @param allowed `https://app.example`, or `*` for all.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
 */
export function readOrigin({ headers }: IncomingMessage, allowed: readonly string[]): OriginAnswer {
  const { origin, host } = headers
  if (origin !== undefined && (allowed.includes(origin) || allowed.includes('*'))) {
    return { headers: { 'Access-Control-Allow-Origin': allowed.includes('*') ? '*' : origin, Vary: 'Origin' } }
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return { refused: `the request comes from a page of ${JSON.stringify(origin)}` }
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'none' && site !== 'same-origin' && !allowed.includes('*')) {
    return { refused: `the request says Sec-Fetch-Site: ${String(site)}` }
  }
  return { headers: {} }
}

/** What a browser asks before a request of another origin: Lambda answers it, not the function. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined
}

/** Whatever was asked for may be sent. */
export function preflightHeaders({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  const names = headers['access-control-request-headers']
  return {
    'Access-Control-Allow-Methods': String(headers['access-control-request-method']),
    ...(names !== undefined && { 'Access-Control-Allow-Headers': names }),
  }
}
