import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Callers } from './runner.ts'

/** A request of `node:http`, as far as it is read here. */
interface SentRequest {
  readonly request: {
    getHeader(name: string): unknown
    readonly socket: ClientSocket | null
    once(event: 'socket', listener: (socket: ClientSocket) => void): unknown
  }
}

/** A request of `fetch`. */
interface FetchedRequest {
  readonly request: { readonly origin?: unknown }
  readonly socket?: ClientSocket
}

interface ClientSocket {
  readonly localPort?: number | undefined
  once(event: 'connect', listener: () => void): unknown
}

export interface RequestOrigins {
  /** Who sent the request that came over a connection, by the port of its other end; `undefined` for another process. */
  of(remotePort: number | undefined): Callers | undefined
  stop(): void
}

/**
 * Learns of each request that this process sends to a port on the loopback who sent it: asked when it is sent, in the
 * sender's own context, which does not cross HTTP. A connection serves one request at a time.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html#built-in-channels
 */
export function requestOrigins(port: number, callers: () => Callers): RequestOrigins {
  const byPort = new Map<number, Callers>()
  const fetched = new WeakMap<object, Callers>()
  const isOurs = (address: unknown) => String(address).endsWith(`:${port}`)
  const keep = (socket: ClientSocket, sender: Callers) => {
    if (socket.localPort !== undefined) byPort.set(socket.localPort, sender)
    else socket.once('connect', () => keep(socket, sender))
  }
  const listeners: Record<string, (message: unknown) => void> = {
    'http.client.request.start': (message) => {
      const { request } = message as SentRequest
      if (!isOurs(request.getHeader('host'))) return
      const sender = callers()
      if (request.socket === null) request.once('socket', (socket) => keep(socket, sender))
      else keep(request.socket, sender)
    },
    'undici:request:create': (message) => {
      const { request } = message as FetchedRequest
      if (isOurs(request.origin)) fetched.set(request, callers())
    },
    'undici:client:sendHeaders': (message) => {
      const { request, socket } = message as FetchedRequest
      const sender = fetched.get(request)
      if (sender !== undefined && socket !== undefined) keep(socket, sender)
    },
  }
  for (const [name, listener] of Object.entries(listeners)) subscribe(name, listener)
  return {
    of(remotePort = 0) {
      const sender = byPort.get(remotePort)
      byPort.delete(remotePort)
      return sender
    },
    stop() {
      for (const [name, listener] of Object.entries(listeners)) unsubscribe(name, listener)
    },
  }
}
