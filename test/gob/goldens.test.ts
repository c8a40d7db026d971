import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { type AnyGobType, Decoder, Encoder, GobDecodeError, type GobType } from '../../src/gob/door.ts'
import { bytesOf, type Golden, goldens, largeGoldens, plainGoldens, typeOf } from './golden-files.ts'
import { knownGaps } from './known-gaps.ts'
import { largeValues } from './large.ts'
import { asRead, fromJson, type Json, toJson } from './notation.ts'
import { randomFrom } from './random.ts'

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

it('has more than a thousand goldens that are both read and written as Go does', () => {
  const names = [...plainGoldens, ...largeGoldens].map(({ name }) => name)
  expect(new Set([...goldens, ...largeGoldens].map(({ name }) => name)).size).toBe(goldens.length + largeGoldens.length)
  expect(names.filter((name) => knownGaps[name] === undefined).length).toBeGreaterThanOrEqual(1030)
})

it('lists what it does not write as Go does, and the format’s page lists the same', () => {
  const page = readFileSync(new URL('../../src/gob/README.md', import.meta.url), 'utf8')
  for (const [name, reason] of Object.entries(knownGaps)) {
    expect(plainGoldens.map((golden) => golden.name)).toContain(name)
    expect(page).toContain(`- \`${name}\`: ${reason}`)
  }
})

it.each(plainGoldens)('reads what Go wrote, whole, byte by byte and in chunks of any size: $name', (golden) => {
  const bytes = bytesOf(golden)
  const wanted = expected(golden)
  expect(read(golden, [bytes])).toEqual(wanted)
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte))
  expect(read(golden, single)).toEqual(wanted)
  const random = randomFrom(bytes.length)
  for (let round = 0; round < 3; round++) {
    const chunks: Uint8Array[] = []
    for (let start = 0; start < bytes.length; ) {
      const size = 1 + random(Math.max(2, Math.ceil(bytes.length / (round + 1))))
      chunks.push(bytes.subarray(start, start + size))
      start += size
    }
    expect(read(golden, chunks)).toEqual(wanted)
  }
})

it.each(plainGoldens)('steps over what Go wrote: $name', (golden) => {
  const decoder = new Decoder()
  decoder.push(bytesOf(golden))
  for (const _ of golden.types) expect(decoder.skip()).toBe(true)
  expect(decoder.skip()).toBe(false)
  decoder.end()
})

const written = ({ types, values }: Golden) => {
  const encoder = new Encoder()
  const parts = types.map((name, index) =>
    encoder.encode(any(typeOf(name)), fromJson(typeOf(name), values?.[index] as Json)),
  )
  return Buffer.concat(parts).toString('hex')
}

// Where Go's order of maps is random, oracle.test.ts lets Go read what we write.
it.each(plainGoldens.filter(({ name, random }) => random !== true && knownGaps[name] === undefined))(
  'writes the bytes that Go writes: $name',
  (golden) => expect(written(golden)).toBe(golden.hex),
)

it.each(plainGoldens.filter(({ name }) => knownGaps[name] !== undefined))(
  'does not write the bytes that Go writes, as the list of gaps says: $name',
  (golden) => expect(written(golden)).not.toBe(golden.hex),
)

it.each(largeGoldens)('writes what Go writes, and reads it: $name', ({ name, types, bytes, sha256 }) => {
  const values = largeValues[name]?.() ?? []
  expect(values).toHaveLength(types.length)
  const encoder = new Encoder()
  const stream = Buffer.concat(types.map((type, index) => encoder.encode(any(typeOf(type)), values[index])))
  expect(stream.length).toBe(bytes)
  // The same hash: what is read below is what Go wrote.
  expect(createHash('sha256').update(stream).digest('hex')).toBe(sha256)
  const decoder = new Decoder()
  for (let at = 0; at < stream.length; at += 65_536) decoder.push(stream.subarray(at, at + 65_536))
  for (const [index, type] of types.entries()) {
    expect(isDeepStrictEqual(decoder.decode(any(typeOf(type)))?.value, values[index])).toBe(true)
  }
  decoder.end()
})

const readings = goldens.flatMap(({ as = [], name, hex }) => as.map((reading) => ({ name, hex, ...reading })))

it.each(readings.filter(({ refused }) => refused === undefined))('reads as Go does: $name, as $type', (reading) => {
  const type = typeOf(reading.type)
  const decoder = new Decoder()
  decoder.push(Buffer.from(reading.hex, 'hex'))
  expect(toJson(type, decoder.decode(any(type))?.value)).toEqual(asRead(type, reading.value))
  decoder.end()
})

it.each(readings.filter(({ refused }) => refused !== undefined))('refuses as Go does: $name, as $type', (reading) => {
  const type = typeOf(reading.type)
  const decoder = new Decoder()
  decoder.push(Buffer.from(reading.hex, 'hex'))
  expect(() => decoder.decode(any(type))).toThrow(GobDecodeError)
  decoder.end()
})
