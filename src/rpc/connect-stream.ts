import { connect, type Socket } from 'node:net'
import type { ByteStream } from './byte-stream.ts'
import { ConnectionError } from './connection-error.ts'

/** One buffer per connection, read into again and again: no allocation and no stream event per chunk. */
const readBufferBytes = 64 * 1024

export interface Address {
  /** A name or an IP address. */
  readonly host: string
  readonly port: number
}

/**
 * Connects over TCP, without Nagle's delay.
 *
 * @throws {ConnectionError} if nobody accepts; the signal's reason if it is aborted before.
 */
export function connectStream({ host, port }: Address, signal?: AbortSignal): Promise<ByteStream> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) throw signal.reason
    let receive = (_chunk: Uint8Array): void => {}
    const socket = connect({
      host,
      port,
      noDelay: true,
      onread: {
        buffer: new Uint8Array(readBufferBytes),
        callback(count, buffer) {
          receive(buffer.subarray(0, count))
          return true
        },
      },
    })
    const abort = () => {
      socket.destroy()
      reject(signal?.reason)
    }
    const failed = (error: Error) => {
      signal?.removeEventListener('abort', abort)
      reject(new ConnectionError(`cannot connect to ${addressText(host, port)}`, textOf(error), error))
    }
    signal?.addEventListener('abort', abort, { once: true })
    socket.once('error', failed)
    socket.once('connect', () => {
      signal?.removeEventListener('abort', abort)
      socket.off('error', failed)
      resolve(
        streamOf(socket, (listener) => {
          receive = listener
        }),
      )
    })
  })
}

/** With `onread` a socket has no `data` events; the rest is its own. */
function streamOf(socket: Socket, onData: (listener: (chunk: Uint8Array) => void) => void): ByteStream {
  return {
    write: (bytes) => socket.write(bytes),
    destroy: () => socket.destroy(),
    on(event: string, listener: (given: never) => void) {
      if (event === 'data') onData(listener as (chunk: Uint8Array) => void)
      else socket.on(event, listener as () => void)
    },
    ref: () => socket.ref(),
    unref: () => socket.unref(),
  }
}

function addressText(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Where a name has several addresses, Node's error has a code and no text of its own. */
export function textOf(error: Error & { code?: string }): string {
  return error.message !== '' ? error.message : (error.code ?? 'unknown error')
}
