import { expect, it } from 'vitest'
import { type AnyGobType, Decoder, Encoder, GobDecodeError, type GobType } from '../../src/gob/index.ts'
import { bytesOf, type Golden, goldens, plainGoldens, typeOf } from './golden-files.ts'
import { goldenType } from './golden-types.ts'
import { asRead, fromJson, type Json, toJson } from './notation.ts'

const any = (type: AnyGobType) => type as GobType<unknown>

const expected = ({ types, values }: Golden) => types.map((name, index) => asRead(typeOf(name), values?.[index]))

/** Feeds the stream in the chunks given and reads every value as soon as it is there. */
function read(golden: Golden, chunks: Iterable<Uint8Array>): Json[] {
  const decoder = new Decoder()
  const values: Json[] = []
  for (const chunk of chunks) {
    const reused = chunk.slice()
    decoder.push(reused)
    reused.fill(0xee)
    for (;;) {
      const type = golden.types[values.length]
      const next = type === undefined ? undefined : decoder.decode(any(typeOf(type)))
      if (type === undefined || next === undefined) break
      values.push(toJson(typeOf(type), next.value))
    }
  }
  decoder.end()
  return values
}

it('has at least a thousand goldens of all kinds', () => {
  expect(goldens.length).toBeGreaterThanOrEqual(1000)
  expect(new Set(goldens.map(({ name }) => name)).size).toBe(goldens.length)
})

it.each(plainGoldens)('reads what Go wrote, whole: $name', (golden) => {
  expect(read(golden, [bytesOf(golden)])).toEqual(expected(golden))
})

it.each(plainGoldens)('reads what Go wrote, byte by byte: $name', (golden) => {
  expect(
    read(
      golden,
      Array.from(bytesOf(golden), (byte) => Uint8Array.of(byte)),
    ),
  ).toEqual(expected(golden))
})

it.each(plainGoldens)('reads what Go wrote, in chunks of any size: $name', (golden) => {
  const bytes = bytesOf(golden)
  let seed = bytes.length
  for (let round = 0; round < 5; round++) {
    const chunks: Uint8Array[] = []
    for (let start = 0; start < bytes.length; ) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      const size = 1 + ((seed >>> 8) % Math.max(2, Math.ceil(bytes.length / (round + 1))))
      chunks.push(bytes.subarray(start, start + size))
      start += size
    }
    expect(read(golden, chunks)).toEqual(expected(golden))
  }
})

it.each(plainGoldens)('steps over what Go wrote: $name', (golden) => {
  const decoder = new Decoder()
  decoder.push(bytesOf(golden))
  for (const _ of golden.types) expect(decoder.skip()).toBe(true)
  expect(decoder.skip()).toBe(false)
  decoder.end()
})

/** JavaScript has one NaN and Go's math.NaN() is another. */
const otherBits = ['float64 NaN', 'field NaN is sent']

it.each(plainGoldens.filter(({ name, random }) => random !== true && !otherBits.includes(name)))(
  'writes the bytes that Go writes: $name',
  ({ types, values, hex }) => {
    const encoder = new Encoder()
    const parts = types.map((name, index) => {
      return encoder.encode(any(typeOf(name)), fromJson(typeOf(name), values?.[index] as Json))
    })
    expect(Buffer.concat(parts).toString('hex')).toBe(hex)
  },
)

const readings = goldens.flatMap(({ as = [], name, hex }) => as.map((reading) => ({ name, hex, ...reading })))

it.each(readings.filter(({ refused }) => refused === undefined))('reads as Go does: $name, as $type', (reading) => {
  const type = typeOf(reading.type)
  const decoder = new Decoder()
  decoder.push(Buffer.from(reading.hex, 'hex'))
  expect(toJson(type, decoder.decode(any(type))?.value)).toEqual(asRead(type, reading.value))
  decoder.end()
})

it.each(readings.filter(({ refused }) => refused !== undefined))('refuses as Go does: $name, as $type', (reading) => {
  const type = goldenType(reading.type)
  if (type === undefined) throw new Error(`golden-types.ts has no ${reading.type}`)
  const decoder = new Decoder()
  decoder.push(Buffer.from(reading.hex, 'hex'))
  expect(() => decoder.decode(any(type))).toThrow(GobDecodeError)
  decoder.end()
})
