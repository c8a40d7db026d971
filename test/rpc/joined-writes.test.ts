import { afterEach, expect, it, vi } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { type ByteStream, Client } from '../../src/rpc/index.ts'

const args = gob.struct('Args', { A: gob.int32, Text: gob.string })
const request = gob.struct('Request', { ServiceMethod: gob.string, Seq: gob.uint64 })
const response = gob.struct('Response', { ServiceMethod: gob.string, Seq: gob.uint64, Error: gob.string })

/** Records what is written, and answers when it is told to. */
class RecordingStream implements ByteStream {
  readonly writes: Uint8Array[] = []
  fault: Error | undefined
  destroyed = false
  readonly #listeners = new Map<string, (given: never) => void>()
  readonly #encoder = new gob.Encoder()
  readonly #incoming = new gob.Decoder()

  write(bytes: Uint8Array): void {
    if (this.fault !== undefined) throw this.fault
    this.writes.push(bytes)
    this.#incoming.push(bytes)
  }

  destroy(): void {
    this.destroyed = true
  }

  on(event: string, listener: (given: never) => void): void {
    this.#listeners.set(event, listener)
  }

  /** The arguments of the calls that have arrived, by their numbers. */
  received(): [seq: bigint, A: number][] {
    const calls: [bigint, number][] = []
    for (;;) {
      const header = this.#incoming.decode(request)
      if (header === undefined) return calls
      calls.push([header.value.Seq, this.#incoming.decode(args)?.value.A ?? -1])
    }
  }

  /** Answers these calls with ten times their numbers, in one chunk. */
  answer(...seqs: number[]): void {
    const answers = seqs.map((seq) =>
      this.#encoder.encodeAll([
        [response, { Seq: BigInt(seq) }],
        [gob.int32, seq * 10],
      ]),
    )
    this.#listeners.get('data')?.(Buffer.concat(answers) as never)
  }
}

const start = () => {
  const stream = new RecordingStream()
  const client = new Client(stream)
  const call = (A: number, Text = '', signal?: AbortSignal) =>
    client.call('S.M', args, { A, Text }, gob.int32, { signal })
  return { stream, client, call }
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

it('writes the first call at once, and those that are made with it in one more write', async () => {
  const { stream, call } = start()
  const calls = [call(1)]
  expect(stream.writes).toHaveLength(1)
  for (let A = 2; A <= 16; A++) calls.push(call(A))
  expect(stream.writes).toHaveLength(1)
  await Promise.resolve()
  expect(stream.writes).toHaveLength(2)
  expect(stream.received()).toEqual(Array.from({ length: 16 }, (_, seq) => [BigInt(seq), seq + 1]))
  stream.answer(...calls.keys())
  expect(await Promise.all(calls)).toEqual([...calls.keys()].map((seq) => seq * 10))
})

it('writes the calls that follow from the answers of one chunk together', async () => {
  const { stream, call } = start()
  const lines = Array.from({ length: 16 }, async (_, index) => [await call(index), await call(100 + index)])
  await Promise.resolve()
  stream.answer(...lines.keys())
  stream.writes.length = 0
  await new Promise(setImmediate)
  expect(stream.writes).toHaveLength(2)
  expect(stream.received()).toHaveLength(32)
  stream.answer(...Array.from({ length: 16 }, (_, index) => 16 + index))
  expect(await Promise.all(lines)).toEqual(lines.map((_, index) => [index * 10, 160 + index * 10]))
})

it('waits for no timer, tick or task that fake timers may hold back', async () => {
  vi.useFakeTimers({ toFake: ['queueMicrotask', 'setImmediate', 'setTimeout'] })
  vi.spyOn(process, 'nextTick').mockImplementation(() => undefined)
  const { stream, call } = start()
  const calls = [call(1), call(2), call(3)]
  await Promise.resolve()
  expect(stream.received()).toHaveLength(3)
  stream.answer(0, 1, 2)
  expect(await Promise.all(calls)).toEqual([0, 10, 20])
})

it('keeps large requests as they are, in order', async () => {
  const { stream, call } = start()
  const calls = [call(1), call(2), call(3, 'x'.repeat(70_000)), call(4)]
  await Promise.resolve()
  expect(stream.writes).toHaveLength(4)
  expect(stream.received().map(([, A]) => A)).toEqual([1, 2, 3, 4])
  stream.answer(...calls.keys())
  await Promise.all(calls)
})

it('rejects the call that cannot be encoded alone, between others', async () => {
  const { stream, call } = start()
  const calls = [call(1), call(2), call(2 ** 40), call(3)]
  await expect(calls[2]).rejects.toThrow('gob: 1099511627776 is out of range for int32 (at Args.A)')
  expect(stream.received()).toEqual([
    [0n, 1],
    [1n, 2],
    [2n, 3],
  ])
  stream.answer(0, 1, 2)
  expect(await Promise.all([calls[0], calls[1], calls[3]])).toEqual([0, 10, 20])
})

it('sends a call that is given up before it was written: later ones rely on its definitions', async () => {
  const { stream, call } = start()
  const first = call(1)
  const controller = new AbortController()
  const abandoned = call(2, '', controller.signal)
  stream.answer(0)
  controller.abort(new Error('enough'))
  const other = call(3)
  await expect(abandoned).rejects.toThrow('enough')
  expect(stream.received().map(([, A]) => A)).toEqual([1, 2, 3])
  stream.answer(1, 2)
  expect(await Promise.all([first, other])).toEqual([0, 20])
})

it('writes what was called before close(), and nothing afterwards', async () => {
  const { stream, client, call } = start()
  const calls = [call(1), call(2), call(3)].map((made) => made.catch((error: unknown) => error))
  client.close()
  expect(stream.received().map(([, A]) => A)).toEqual([1, 2, 3])
  expect(stream.destroyed).toBe(true)
  for (const error of await Promise.all(calls)) {
    expect(error).toMatchObject({ name: 'ShutdownError', reason: 'closed', message: 'connection is shut down' })
  }
  expect(stream.writes).toHaveLength(2)
})

it('ends every call when a stream’s write throws, at once or later', async () => {
  for (const before of [0, 1]) {
    const { stream, client, call } = start()
    const calls = before === 0 ? [] : [call(1)]
    stream.fault = new Error('no more')
    calls.push(call(2), call(3))
    const errors = await Promise.all(calls.map((made) => made.catch((error: unknown) => error)))
    expect(errors.slice(0, before + 1)).toMatchObject(
      errors.slice(0, before + 1).map(() => ({ name: 'ConnectionError', reason: 'no more' })),
    )
    expect(errors.at(-1)).toMatchObject({ name: before === 0 ? 'ShutdownError' : 'ConnectionError' })
    expect(client.closed).toBe(true)
  }
})
