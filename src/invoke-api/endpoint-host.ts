import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { EndpointFailure } from './endpoint-failure.ts'

/** Where an endpoint listens, as far as it matters to whom it answers. */
export interface Listening {
  readonly port: number
  /** Other machines reach it: it was told to listen on more than the loopback. */
  readonly isOpen: boolean
  /** It serves function URLs. */
  readonly hasUrls: boolean
}

/** Whose name stands in the Host header: the endpoint's own, or that of a function, `NAME.localhost`. */
export interface RequestedHost {
  readonly functionName: string | undefined
}

/** The name by which a container finds the machine that it runs on. */
const containerHost = 'host.docker.internal'

/**
 * Reads the Host header. A page whose name was made to lead to this machine (DNS rebinding) has its own name there, so only
 * names that nobody else can have are taken.
 */
export function readHost({ headersDistinct }: IncomingMessage, listening: Listening): RequestedHost | EndpointFailure {
  const [host, ...more] = headersDistinct['host'] ?? []
  const { port, isOpen, hasUrls } = listening
  if (host === undefined) return forbidden(`the Host header is missing, not 127.0.0.1:${port}`)
  if (more.length === 0) {
    if (host === `127.0.0.1:${port}` || host === `localhost:${port}`) return { functionName: undefined }
    if (isOpen && isUnmistakable(host)) return { functionName: undefined }
    const functionName = hasUrls ? /^([\w.-]+)\.localhost(?::(\d+))?$/i.exec(host) : null
    if (functionName !== null && (isOpen || functionName[2] === String(port))) return { functionName: functionName[1] }
  }
  return forbidden(`the Host header is ${[host, ...more].map((each) => JSON.stringify(each))}, not 127.0.0.1:${port}`)
}

/** An address, or a name that leads to this machine wherever it is known. The port may be another's that forwards to ours. */
function isUnmistakable(host: string): boolean {
  const name = host.replace(/:\d+$/, '')
  return name === 'localhost' || name === containerHost || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0
}

/** Why a request is not listened to: it comes from a page in a browser, which can send a plain POST to the loopback. */
export function pageRefusal({ headers }: IncomingMessage): EndpointFailure | undefined {
  if (headers.origin !== undefined) return forbidden('the request has an Origin header, as those of web pages have')
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
