import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { bytesOf, goldens } from './golden-files.ts'

const point = gob.struct('Point', { X: gob.int, Y: gob.int })
const goldenNamed = (name: string): Uint8Array => {
  const golden = goldens.find((one) => one.name === name)
  if (golden === undefined) throw new Error(`no golden ${name}`)
  return bytesOf(golden)
}
const megabyte = 1024 * 1024

describe('decode()', () => {
  it('reads one value and refuses anything behind it', () => {
    const bytes = gob.encode(point, { X: 1n })
    expect(gob.decode(point, bytes)).toEqual({ X: 1n, Y: 0n })
    expect(() => gob.decode(point, Buffer.concat([bytes, bytes]))).toThrow(
      `gob: ${bytes.length} bytes follow the value (byte ${bytes.length})`,
    )
    expect(() => gob.decode(point, bytes.subarray(0, -1))).toThrow(
      /^gob: stream ends inside a message: \d+ of \d+ bytes/,
    )
    expect(() => gob.decode(point, new Uint8Array(0))).toThrow('gob: stream is empty (byte 0)')
  })

  it('gives bytes that are not the caller’s own', () => {
    for (const size of [3, 100_000]) {
      const encoded = gob.encode(gob.bytes, new Uint8Array(size).fill(7))
      const value = gob.decode(gob.bytes, encoded)
      encoded.fill(0)
      expect(value.every((byte) => byte === 7)).toBe(true)
    }
  })
})

describe('safeInteger', () => {
  it.each([
    [gob.int, 2n ** 53n - 1n, Number.MAX_SAFE_INTEGER],
    [gob.int64, -(2n ** 53n) + 1n, -Number.MAX_SAFE_INTEGER],
    [gob.uint64, 2n ** 32n, 2 ** 32],
    [gob.uint, 0n, 0],
  ])('reads %o %s as a number', (type, sent, value) => {
    expect(gob.decode(gob.safeInteger(type), gob.encode(type, sent))).toBe(value)
    expect(gob.encode(gob.safeInteger(type), value)).toEqual(gob.encode(type, sent))
  })

  it.each([
    [gob.int, 2n ** 53n],
    [gob.int, -(2n ** 53n)],
    [gob.int64, -(2n ** 63n)],
    [gob.uint64, 2n ** 64n - 1n],
  ])('refuses what a number cannot hold, and names it exactly: %o %s', (type, sent) => {
    const go = (type.shape as { go: string }).go
    expect(() => gob.decode(gob.safeInteger(type), gob.encode(type, sent))).toThrow(
      `gob: ${sent} is beyond the safe integers of safeInteger(${go}): use ${go}, a bigint (byte 3, at value)`,
    )
  })
})

describe('the decoder', () => {
  it('goes on with the next message after a value that does not fit, as Go does', () => {
    const encoder = new gob.Encoder()
    const decoder = new gob.Decoder()
    decoder.push(
      encoder.encodeAll([
        [point, { X: 300n }],
        [point, { X: 3n }],
        [gob.string, 'text'],
        [gob.int8, 4],
      ]),
    )
    const narrow = gob.struct('Point', { X: gob.int8 })
    expect(() => decoder.decode(narrow)).toThrow('gob: 300 is out of range for int8 (byte 35, at Point.X)')
    expect(decoder.decode(narrow)).toEqual({ value: { X: 3 } })
    expect(() => decoder.decode(point)).toThrow(/^gob: sent as string, wanted as Point \(byte \d+, at Point\)$/)
    expect(decoder.decode(gob.int8)).toEqual({ value: 4 })
    decoder.end()
  })

  it('stops for good at a message that cannot be framed', () => {
    const decoder = new gob.Decoder({ limits: { maxMessageBytes: 10 } })
    decoder.push(gob.encode(gob.string, 'much too long'))
    const text = 'gob: message of 16 bytes is larger than the limit of 10 (maxMessageBytes) (byte 0)'
    expect(() => decoder.decode(gob.string)).toThrow(text)
    decoder.push(gob.encode(gob.int8, 1))
    expect(() => decoder.decode(gob.int8)).toThrow(text)
    expect(() => decoder.end()).toThrow(text)
  })

  it.each([
    ['sent FComplex', 'complex'],
    ['sent FMarshal', 'GobEncoder Marshals'],
    ['sent FAny', 'interface'],
  ])('names a construct that it has no type for: %s', (name, construct) => {
    const decoder = new gob.Decoder()
    decoder.push(goldenNamed(name))
    expect(() => decoder.decode(gob.struct('Holder', { F: gob.string }))).toThrow(
      new RegExp(`^gob: sent as ${construct}, wanted as string \\(byte \\d+, at Holder\\.F\\)$`),
    )
  })

  it('steps over an interface value, also over a nil one', () => {
    for (const name of ['sent FAny', 'sent FAny, nil']) {
      const decoder = new gob.Decoder()
      decoder.push(goldenNamed(name))
      expect(decoder.skip()).toBe(true)
      decoder.end()
    }
  })

  it('copies what is pushed at once, and gives large bytes that later pushes do not touch', () => {
    const blobs = gob.struct('Blobs', { A: gob.bytes, B: gob.bytes })
    const encoder = new gob.Encoder()
    const stream = Buffer.concat(
      Array.from({ length: 4 }, (_, i) =>
        encoder.encode(blobs, { A: new Uint8Array(megabyte).fill(i), B: new Uint8Array(100).fill(i + 100) }),
      ),
    )
    const decoder = new gob.Decoder()
    const chunk = new Uint8Array(64 * 1024)
    const values: gob.Infer<typeof blobs>[] = []
    for (let start = 0; start < stream.length; start += chunk.length) {
      const size = stream.copy(chunk, 0, start)
      decoder.push(chunk.subarray(0, size))
      chunk.fill(0xee)
      const next = decoder.decode(blobs)
      if (next !== undefined) values.push(next.value)
    }
    decoder.end()
    expect(values).toHaveLength(4)
    for (const [index, { A, B }] of values.entries()) {
      expect(A.length === megabyte && A.every((byte) => byte === index)).toBe(true)
      expect(B).toEqual(new Uint8Array(100).fill(index + 100))
    }
  })

  it('allocates little because of a length alone, and not much more than a message that arrives in chunks', () => {
    const before = memory()
    const waiting = Array.from({ length: 10 }, () => {
      const decoder = new gob.Decoder()
      decoder.push(Uint8Array.of(0xfc, 0x0f, 0xff, 0xff, 0xff, 1, 2, 3))
      expect(decoder.decode(gob.bytes)).toBe(undefined)
      decoder.push(Uint8Array.of(4))
      return decoder
    })
    expect(memory() - before).toBeLessThan(waiting.length * 9 * megabyte)

    const stream = gob.encode(gob.bytes, new Uint8Array(6 * megabyte))
    const start = memory()
    const decoder = new gob.Decoder()
    for (let at = 0; at < stream.length; at += 65536) decoder.push(stream.subarray(at, at + 65536))
    const value = decoder.decode(gob.bytes)?.value
    expect(value?.length).toBe(6 * megabyte)
    expect(memory() - start).toBeLessThan(7 * megabyte)
  })

  it('reads 200,000 single bytes without copying them again and again', () => {
    const bytes = gob.encode(gob.bytes, new Uint8Array(200_000).fill(1))
    const decoder = new gob.Decoder()
    for (const byte of bytes) {
      decoder.push(Uint8Array.of(byte))
      if (decoder.decode(gob.bytes) !== undefined) return
    }
    expect.unreachable()
  })
})

const memory = () => {
  const { arrayBuffers } = process.memoryUsage()
  return arrayBuffers
}

describe('decodeStream()', () => {
  it('yields every value of a stream in chunks', async () => {
    const encoder = new gob.Encoder()
    const bytes = encoder.encodeAll([
      [point, { X: 1n }],
      [point, { X: 2n }],
      [point, { Y: 3n }],
    ])
    async function* chunks() {
      for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7)
    }
    const values: bigint[] = []
    for await (const { X, Y } of gob.decodeStream(point, chunks())) values.push(X + Y)
    expect(values).toEqual([1n, 2n, 3n])
  })

  it('yields what is whole and then says where the stream broke off', async () => {
    const encoder = new gob.Encoder()
    const bytes = encoder.encodeAll([
      [point, { X: 1n }],
      [point, { X: 2n }],
    ])
    const values: unknown[] = []
    const reading = (async () => {
      for await (const value of gob.decodeStream(point, [bytes.subarray(0, -1)])) values.push(value)
    })()
    await expect(reading).rejects.toThrow(/^gob: stream ends inside a message: 4 of 5 bytes arrived/)
    expect(values).toEqual([{ X: 1n, Y: 0n }])
  })
})
