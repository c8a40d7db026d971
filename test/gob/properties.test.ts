import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Decoder, Encoder, GobDecodeError } from '../../src/gob/door.ts'
import type { Json } from './notation.ts'
import { described, description } from './properties/described.ts'
import { type Description, descriptions, gobType, holdsInterfaces } from './properties/descriptions.ts'
import { goMixesUp } from './properties/go-faults.ts'
import { GoOracle, type GoReading } from './properties/go-oracle.ts'
import { mutations } from './properties/mutations.ts'
import { fromGo, isDeterministic, notation } from './properties/notation.ts'
import { chosen, parameters, timeLimit } from './properties/settings.ts'
import { values } from './properties/values.ts'

// The first value of a struct is read and written by a loop, all others by the code that is generated for it.
vi.mock('../../src/gob/generate.ts', async (original) => ({
  ...(await original<typeof import('../../src/gob/generate.ts')>()),
  generateAfter: 1,
}))

let go: GoOracle
beforeAll(() => {
  go = new GoOracle()
})
afterAll(() => go.stop())

/** Values to be written as one stream, each with its type. */
interface Stream {
  readonly types: readonly Description[]
  readonly values: readonly unknown[]
}

/** Some types, and values of them in any order. */
const streams = (type: fc.Arbitrary<Description>): fc.Arbitrary<Stream> =>
  fc
    .tuple(fc.array(type, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(2), { minLength: 1, maxLength: 4 }))
    .chain(([some, order]) => {
      const types = order.map((index) => some[index % some.length] as Description)
      const all = types.map((description) => values(gobType(description), { objectKeys: 4 }))
      return fc.record({ types: fc.constant(types), values: fc.tuple(...all) })
    })

const anyStream = streams(descriptions({ interfaces: true, safe: true }))

function encoded({ types, values: list }: Stream): Uint8Array {
  const encoder = new Encoder()
  return new Uint8Array(Buffer.concat(types.map((type, index) => encoder.encode(gobType(type), list[index]))))
}

/** Every value of a stream in the notation, as `read` reads it. */
function decoded(types: readonly Description[], chunks: Iterable<Uint8Array>): unknown[] {
  const decoder = new Decoder()
  const read: unknown[] = []
  const readOn = () => {
    for (let type = types[read.length]; type !== undefined; type = types[read.length]) {
      const next = decoder.decode(gobType(type))
      if (next === undefined) return
      read.push(next.value)
    }
  }
  for (const chunk of chunks) {
    const reused = new Uint8Array(chunk)
    decoder.push(reused)
    reused.fill(0xee)
    readOn()
  }
  decoder.end()
  expect(decoder.unreadBytes).toBe(0)
  return read
}

const here = (types: readonly Description[], list: readonly unknown[]) =>
  types.map((type, index) => notation(gobType(type), list[index], 'here'))

const arrived = ({ types, values: list }: Stream) =>
  types.map((type, index) => notation(gobType(type), list[index], 'arrived'))

const inGo = (types: readonly Description[], { values: list }: GoReading) =>
  types.map((type, index) => {
    const value = list[index]
    return value?.refused === undefined ? fromGo(gobType(type), value?.is ?? null) : value
  })

const isRefusal = (value: unknown): value is { readonly refused: string } =>
  typeof value === 'object' && value !== null && 'refused' in value

/** Fails with both sides and the stream; fast-check adds the seed, the path and the types. */
function same(actual: unknown, wanted: unknown, stream: Uint8Array): void {
  if (JSON.stringify(actual) === JSON.stringify(wanted)) return
  expect({ stream: Buffer.from(stream).toString('hex'), result: actual }).toEqual({ stream: '(any)', result: wanted })
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe(`with seed ${chosen.seed}`, () => {
  it('writes what Go writes for the values that it reads from it', { timeout: timeLimit(500) }, async () => {
    await fc.assert(
      fc.asyncProperty(anyStream, async (stream) => {
        const bytes = encoded(stream)
        const reading = await go.read(stream.types, bytes, true)
        const wanted = arrived(stream)
        same(inGo(stream.types, reading), wanted, bytes)
        expect(reading.left).toBe(0)
        if (stream.types.every((type, index) => isDeterministic(gobType(type), wanted[index] ?? null))) {
          expect(hexOf(bytes)).toBe(reading.hex)
        }
      }),
      parameters(500),
    )
  })

  const seeds = fc.noShrink(fc.noBias(fc.nat(0x7fff_ffff)))
  const types = fc.array(descriptions({ interfaces: true, safe: false }), { minLength: 1, maxLength: 3 })

  it('reads what Go reads from what Go writes, and writes the same', { timeout: timeLimit(500) }, async () => {
    await fc.assert(
      fc.asyncProperty(types, seeds, async (some, seed) => {
        const twice = [...some, ...some]
        const made = await go.make(twice, seed)
        const stream = Buffer.from(made.hex, 'hex')
        const list = decoded(twice, [stream])
        const wanted = inGo(twice, made)
        same(here(twice, list), wanted, stream)
        const again = encoded({ types: twice, values: list })
        if (twice.every((type, index) => isDeterministic(gobType(type), (made.values[index] as { is: Json }).is))) {
          expect(hexOf(again)).toBe(made.hex)
        } else same(inGo(twice, await go.read(twice, again)), wanted, again)
      }),
      parameters(500),
    )
  })

  it('reads the same values however the stream is split', { timeout: timeLimit(300) }, () => {
    fc.assert(
      fc.property(anyStream, fc.infiniteStream(fc.integer({ min: 1, max: 60 })), (stream, sizes) => {
        const bytes = encoded(stream)
        const chunks = function* (): Generator<Uint8Array> {
          for (let start = 0; start < bytes.length; ) {
            const size = sizes.next().value
            yield bytes.subarray(start, start + size)
            start += size
          }
        }
        same(here(stream.types, decoded(stream.types, chunks())), arrived(stream), bytes)
      }),
      parameters(300),
    )
  })

  const ways = fc.array(fc.constantFrom('wanted', 'any', 'skipped'), { minLength: 4, maxLength: 4 })

  it('reads, describes and steps over values in any order', { timeout: timeLimit(300) }, () => {
    fc.assert(
      fc.property(anyStream, ways, (stream, way) => {
        const bytes = encoded(stream)
        const decoder = new Decoder()
        decoder.push(bytes)
        const found = stream.types.map((type, index) => {
          if (way[index] === 'skipped') return decoder.skip()
          if (way[index] === 'any') return described(decoder.decodeAny()?.value)
          return notation(gobType(type), decoder.decode(gobType(type))?.value, 'here')
        })
        const wanted = arrived(stream).map((value, index) => {
          const type = gobType(stream.types[index] as Description)
          if (way[index] === 'any') return description(type, stream.values[index])
          return way[index] === 'skipped' || value
        })
        same(found, wanted, bytes)
        expect(decoder.unreadBytes).toBe(0)
        decoder.end()
      }),
      parameters(300),
    )
  })

  /** Streams of values with types to read them as: another one first, then the one they have. */
  const readings = (type: fc.Arbitrary<Description>, most: number) =>
    fc.array(mutations(type), { minLength: 1, maxLength: most }).chain((pairs) => {
      const types = pairs.flatMap(([sent]) => [sent, sent])
      const all = types.map((sent) => values(gobType(sent), { objectKeys: 1 }))
      return fc.record({
        types: fc.constant(types),
        wanted: fc.constant(pairs.flatMap(([sent, other]) => [other, sent])),
        values: fc.tuple(...all),
      })
    })

  /** What both make of a stream; where Go mixes up the parts of a type, what it makes of it stands for both. */
  async function readAs({ wanted, ...stream }: Stream & { readonly wanted: readonly Description[] }) {
    const bytes = encoded(stream)
    const theirs = inGo(wanted, await go.read(wanted, bytes))
    const decoder = new Decoder()
    decoder.push(bytes)
    const ours = wanted.map((type, index) => {
      let value: unknown
      try {
        value = notation(gobType(type), decoder.decode(gobType(type))?.value, 'here')
      } catch (error) {
        if (!(error instanceof GobDecodeError)) throw error
        value = { refused: error.message }
      }
      const mixedUp = goMixesUp(gobType(stream.types[index] as Description), gobType(type))
      return mixedUp || (isRefusal(value) && isRefusal(theirs[index])) ? theirs[index] : value
    })
    return { bytes, ours, theirs }
  }

  const plain = readings(descriptions({ interfaces: false, safe: false }), 2)

  it('reads as another type what Go reads as it, and refuses what Go refuses', {
    timeout: timeLimit(800),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (stream) => {
        // A value that is refused leaves the next one readable.
        const { bytes, ours, theirs } = await readAs(stream)
        same(ours, theirs, bytes)
      }),
      parameters(800),
    )
  })

  const withInterfaces = readings(descriptions({ interfaces: true, safe: false }), 1)

  it('reads values with interfaces as another type where Go does, and where it only cannot step over them', {
    timeout: timeLimit(300),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(withInterfaces, async (stream) => {
        const { bytes, ours, theirs } = await readAs(stream)
        // Go cannot step over some interface values, such as nil in a list.
        const [sent] = stream.types
        if (sent !== undefined && holdsInterfaces(sent) && isRefusal(theirs[0]) && !isRefusal(ours[0])) return
        same(ours[0], theirs[0], bytes)
      }),
      parameters(300),
    )
  })
})
