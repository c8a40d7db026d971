import { Duplex } from 'node:stream'
import { expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { Client } from '../../src/rpc/index.ts'

const args = gob.struct('Args', { A: gob.int32 })
const request = gob.struct('Request', { ServiceMethod: gob.string, Seq: gob.uint64 })
const response = gob.struct('Response', { ServiceMethod: gob.string, Seq: gob.uint64, Error: gob.string })
const invalidRequest = gob.struct('', {})

/** A server that does what a test tells it: the other end of a byte stream, in memory. */
class FakeServer {
  readonly writes: Uint8Array[] = []
  readonly events: string[] = []
  readonly #encoder = new gob.Encoder()
  readonly #incoming = new gob.Decoder()
  readonly stream = Object.assign(
    new Duplex({
      read() {},
      write: (chunk: Uint8Array, _encoding, done) => {
        this.writes.push(chunk)
        this.#incoming.push(chunk)
        done()
      },
    }),
    { ref: () => this.events.push('ref'), unref: () => this.events.push('unref') },
  )

  received<T>(type: gob.GobType<T, never>): T | undefined {
    return this.#incoming.decode(type)?.value
  }

  reply<In>(seq: bigint, type: gob.GobType<unknown, In>, value: In): Uint8Array {
    return this.#encoder.encodeAll([
      [response, { ServiceMethod: 'S.M', Seq: seq }],
      [type, value],
    ])
  }

  refuse(seq: bigint, text: string): Uint8Array {
    return this.#encoder.encodeAll([
      [response, { ServiceMethod: 'S.M', Seq: seq, Error: text }],
      [invalidRequest, {}],
    ])
  }

  send(bytes: Uint8Array): void {
    this.stream.push(bytes)
  }
}

const start = () => {
  const server = new FakeServer()
  return { server, client: new Client(server.stream) }
}
const call = (client: Client, A = 1, type: gob.AnyGobType = gob.int32) =>
  client.call('S.M', args, { A }, type as gob.GobType<unknown>)
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  )

it('sends header, arguments and their definitions in one write, and counts from 0', async () => {
  const { server, client } = start()
  const calls = [call(client, 7)]
  expect(server.writes).toHaveLength(1)
  calls.push(call(client, 8))
  await Promise.resolve()
  expect(server.writes).toHaveLength(2)
  expect(server.received(request)).toEqual({ ServiceMethod: 'S.M', Seq: 0n })
  expect(server.received(args)).toEqual({ A: 7 })
  expect(server.received(request)).toEqual({ ServiceMethod: 'S.M', Seq: 1n })
  expect(server.received(args)).toEqual({ A: 8 })
  server.send(Buffer.concat([server.reply(1n, gob.int32, 80), server.reply(0n, gob.int32, 70)]))
  expect(await Promise.all(calls)).toEqual([70, 80])
})

it('defines types after a call that could not be encoded as if it had never been made', async () => {
  const { server, client } = start()
  const wrong = client.call('S.M', args, { A: 2 ** 40 }, gob.int32)
  expect(await failure(wrong)).toMatchObject({ message: 'gob: 1099511627776 is out of range for int32 (at Args.A)' })
  expect(server.writes).toHaveLength(0)
  const right = call(client, 5)
  expect(server.received(request)).toEqual({ ServiceMethod: 'S.M', Seq: 0n })
  expect(server.received(args)).toEqual({ A: 5 })
  server.send(server.reply(0n, gob.int32, 50))
  expect(await right).toBe(50)
})

it('reads replies that come byte by byte', async () => {
  const { server, client } = start()
  const calls = [call(client), failure(call(client)), call(client)]
  const bytes = [server.reply(0n, gob.int32, 1), server.refuse(1n, 'no'), server.reply(2n, gob.int32, 3)]
  for (const byte of Buffer.concat(bytes)) server.send(Uint8Array.of(byte))
  expect(await Promise.all(calls)).toMatchObject([1, { name: 'ServerError', message: 'no' }, 3])
})

it('skips replies that nobody waits for: unknown numbers, impossible ones, second answers', async () => {
  const { server, client } = start()
  const first = call(client)
  server.send(server.reply(99n, gob.string, 'whose?'))
  server.send(server.reply(2n ** 64n - 1n, gob.map(gob.string, gob.int), new Map([['a', 1n]])))
  server.send(server.refuse(98n, 'not asked'))
  server.send(server.reply(0n, gob.int32, 1))
  server.send(server.reply(0n, gob.int32, 2))
  expect(await first).toBe(1)
  const second = call(client)
  server.send(server.reply(1n, gob.int32, 3))
  expect(await second).toBe(3)
})

it('reads the body behind an error, whatever it is', async () => {
  const { server, client } = start()
  const calls = [failure(call(client)), call(client)]
  const refusal = new gob.Encoder()
  server.send(
    refusal.encodeAll([
      [response, { Seq: 0n, Error: 'with a body' }],
      [gob.slice(gob.string), ['not', 'what', 'was', 'asked', 'for']],
      [response, { Seq: 1n }],
      [gob.int32, 4],
    ]),
  )
  expect(await Promise.all(calls)).toMatchObject([{ name: 'ServerError', message: 'with a body' }, 4])
})

it('skips the reply of a call that is aborted between the reply’s header and its body', async () => {
  const { server, client } = start()
  const controller = new AbortController()
  const aborted = failure(client.call('S.M', args, {}, gob.string, { signal: controller.signal }))
  const other = call(client)
  const bytes = server.reply(0n, gob.string, 'x'.repeat(100))
  server.send(bytes.subarray(0, bytes.length - 50))
  await new Promise(setImmediate)
  controller.abort(new Error('enough'))
  server.send(bytes.subarray(bytes.length - 50))
  server.send(server.reply(1n, gob.int32, 9))
  expect(await aborted).toMatchObject({ message: 'enough' })
  expect(await other).toBe(9)
})

it('ends every pending call when the stream ends, at any byte of a reply', async () => {
  const whole = new FakeServer().reply(0n, gob.string, 'a reply')
  for (let cut = 0; cut < whole.length; cut++) {
    const { server, client } = start()
    const calls = [failure(call(client, 1, gob.string)), failure(call(client))]
    server.send(whole.subarray(0, cut))
    server.stream.push(null)
    for (const error of await Promise.all(calls)) {
      expect(error).toMatchObject({ message: 'rpc: S.M was not answered: unexpected EOF', reason: 'unexpected EOF' })
    }
  }
})

it('ends every pending call when the stream is destroyed without an end', async () => {
  const { server, client } = start()
  const pending = failure(call(client))
  server.stream.destroy()
  expect(await pending).toMatchObject({ name: 'ConnectionError', reason: 'unexpected EOF' })
  expect(client.closed).toBe(true)
})

it('ends the line with the decoder’s words when a peer does not speak gob', async () => {
  const { server, client } = start()
  const pending = failure(call(client))
  server.send(
    Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n400 Bad Request'),
  )
  const reason = 'gob: sent as an undefined type (id 42), wanted as Response (byte 2, at Response)'
  expect(await pending).toMatchObject({ message: `rpc: S.M was not answered: ${reason}`, reason })
  expect(server.stream.destroyed).toBe(true)
})

it('gives the server’s refusal also when its body cannot be read, and ends the line', async () => {
  const { server, client } = start()
  const calls = [failure(call(client)), failure(call(client))]
  const header = new gob.Encoder().encode(response, { Seq: 0n, Error: 'no' })
  server.send(Buffer.concat([header, Uint8Array.of(2, 0x7c, 0)]))
  expect(await Promise.all(calls)).toMatchObject([
    { name: 'ServerError', message: 'no' },
    { name: 'ConnectionError', reason: `gob: type id 62 was never defined (byte ${header.length + 2}, at value)` },
  ])
})

it('holds replies to the limits it was given', async () => {
  const server = new FakeServer()
  const client = new Client(server.stream, { limits: { maxMessageBytes: 100 } })
  const pending = failure(call(client, 1, gob.string))
  server.send(server.reply(0n, gob.string, 'x'.repeat(200)))
  expect(await pending).toMatchObject({
    name: 'ReplyError',
    message:
      'rpc: cannot read the reply of S.M: gob: message of 204 bytes is larger than the limit of 100 (maxMessageBytes) (byte 67)',
  })
})

it('holds the process only while a call is pending', async () => {
  const { server, client } = start()
  const calls = [call(client), call(client)]
  server.send(Buffer.concat([server.reply(0n, gob.int32, 1), server.reply(1n, gob.int32, 2)]))
  await Promise.all(calls)
  const aborted = new AbortController()
  const pending = failure(client.call('S.M', args, {}, gob.int32, { signal: aborted.signal }))
  aborted.abort()
  await pending
  expect(server.events).toEqual(['unref', 'ref', 'unref', 'ref', 'unref'])
})
