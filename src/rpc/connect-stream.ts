import { connect, type Socket } from 'node:net'
import type { ByteStream } from './byte-stream.ts'
import { ConnectionError } from './connection-error.ts'

/** One buffer per connection, read into again and again: no allocation and no stream event per chunk. */
const readBufferBytes = 64 * 1024

/** Who takes what a socket reads, and may have a better place for it than the connection's own buffer. */
interface Receiver {
  receive(chunk: Uint8Array): void
  room(): Uint8Array | undefined
}

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
    const receiver: Receiver = { receive: () => {}, room: () => undefined }
    const buffer = new Uint8Array(readBufferBytes)
    const socket = connect({
      host,
      port,
      noDelay: true,
      onread: {
        buffer: () => receiver.room() ?? buffer,
        callback(count, filled) {
          receiver.receive(filled.subarray(0, count))
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
      resolve(streamOf(socket, receiver))
    })
  })
}

/** With `onread` a socket has no `data` events; the rest is its own. */
function streamOf(socket: Socket, receiver: Receiver): ByteStream {
  return {
    write: (bytes) => socket.write(bytes),
    destroy: () => socket.destroy(),
    on(event: string, listener: (given: never) => void) {
      if (event === 'data') receiver.receive = listener as Receiver['receive']
      else socket.on(event, listener as () => void)
    },
    readInto(room) {
      receiver.room = room
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
