import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crc32 } from 'node:zlib'

/** A message of `application/vnd.amazon.eventstream`: length, length of the headers, their checksum, both, a checksum. */
function eventMessage(type: 'PayloadChunk' | 'InvokeComplete', payload: Uint8Array): Buffer {
  const contentType = type === 'PayloadChunk' ? 'application/octet-stream' : 'application/json'
  const headers = Buffer.concat(
    Object.entries({ ':event-type': type, ':content-type': contentType, ':message-type': 'event' }).map(
      ([name, value]) =>
        Buffer.concat([
          Buffer.from([name.length]),
          Buffer.from(name),
          Buffer.from([7, 0, value.length]),
          Buffer.from(value),
        ]),
    ),
  )
  const total = 12 + headers.length + payload.length + 4
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32BE(total, 0)
  lengths.writeUInt32BE(headers.length, 4)
  const prelude = Buffer.concat([lengths, checksum(lengths)])
  const message = Buffer.concat([prelude, headers, payload])
  return Buffer.concat([message, checksum(message)])
}

function checksum(bytes: Uint8Array): Buffer {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum
}

export const chunk = (text: string) => eventMessage('PayloadChunk', Buffer.from(text))
export const complete = (event: object = {}) => eventMessage('InvokeComplete', Buffer.from(JSON.stringify(event)))

export interface FakeCloud {
  readonly url: string
  readonly requests: readonly IncomingMessage[]
  stop(): Promise<void>
}

/** Stands for AWS where our own endpoint cannot: what it answers is written out by a test. */
export async function fakeCloud(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<FakeCloud> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    request.resume()
    request.once('end', () => void answer(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
