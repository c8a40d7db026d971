import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { thrownBy } from './thrown-by.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
const any = (type: gob.AnyGobType) => type as gob.GobType<unknown>

interface Node {
  V: bigint
  Next: Node | undefined
}
const node: gob.GobType<Node> = gob.struct('Node', { V: gob.int, Next: gob.pointer(gob.lazy(() => node)) })

/** The definitions that go before a value of a type. */
const definitions = (type: gob.GobType<unknown, never>, value: unknown) => {
  const encoder = new gob.Encoder()
  const first = encoder.encode(any(type), value)
  return first.subarray(0, first.length - encoder.encode(any(type), value).length)
}
describe('a limit', () => {
  it('holds for the depth of values, decoding, skipping and encoding', () => {
    let list: Node | undefined
    for (let depth = 0; depth < 1001; depth++) list = { V: 1n, Next: list }
    const deep = new gob.Encoder({ limits: { maxDepth: 2000 } }).encode(node, list as Node)
    expect(thrownBy(() => gob.decode(node, deep))).toMatchObject({
      message: expect.stringMatching(
        /^gob: value is nested deeper than the limit of 1000 levels \(maxDepth\) \(byte \d+, at Node(\.Next){1000}\)$/,
      ),
    })
    expect(gob.decode(node, deep, { limits: { maxDepth: 1001 } })).toEqual(list)
    const skipping = new gob.Decoder()
    skipping.push(deep)
    expect(thrownBy(() => skipping.skip())).toBeInstanceOf(gob.GobDecodeError)
    expect(thrownBy(() => gob.encode(node, list as Node))).toMatchObject({
      message: expect.stringMatching(
        /^gob: value is nested deeper than the limit of 1000 levels \(maxDepth\), or contains itself \(at Node/,
      ),
    })
  })
  it('that is raised beyond the stack still ends in our error', () => {
    let bytes: Uint8Array = definitions(node, { V: 0n, Next: undefined })
    const depth = 200_000
    const body = Buffer.concat([hex('ff 80'), Buffer.alloc(depth, 2)])
    const length = Buffer.alloc(5)
    length.writeInt8(-4)
    length.writeUInt32BE(body.length, 1)
    bytes = Buffer.concat([bytes, length, body])
    const decoder = new gob.Decoder({ limits: { maxDepth: Number.POSITIVE_INFINITY } })
    decoder.push(bytes)
    expect(thrownBy(() => decoder.decode(node))).toBeInstanceOf(gob.GobDecodeError)
    const cycle: Node = { V: 1n, Next: undefined }
    cycle.Next = cycle
    const encoder = new gob.Encoder({ limits: { maxDepth: Number.POSITIVE_INFINITY } })
    expect(thrownBy(() => encoder.encode(node, cycle))).toBeInstanceOf(gob.GobEncodeError)
  })
  it('holds for the elements of a value together', () => {
    const lists = gob.slice(gob.slice(gob.bool))
    const bytes = gob.encode(lists, [
      [true, true],
      [true, true],
    ])
    expect(gob.decode(lists, bytes, { limits: { maxElements: 6 } })).toHaveLength(2)
    expect(thrownBy(() => gob.decode(lists, bytes, { limits: { maxElements: 5 } }))).toMatchObject({
      message: `gob: value of more than 5 elements (maxElements) (byte ${bytes.length - 3}, at value[1])`,
    })
  })
  it('holds for the definitions of a stream', () => {
    const decoder = new gob.Decoder({ limits: { maxTypes: 2 } })
    const encoder = new gob.Encoder()
    const text: string[] = []
    for (let index = 0; index < 3; index++) {
      decoder.push(encoder.encode(gob.struct(`T${index}`, {}), {}))
      text.push(String(thrownBy(() => decoder.skip())))
    }
    expect(text[1]).toBe('undefined')
    expect(text[2]).toMatch(
      /^GobDecodeError: gob: stream defines more than 2 types \(maxTypes\) \(byte \d+, at definition of type 66\)$/,
    )
  })
  it('holds for types that are nested, not only values: 3,000 definitions, each of a slice of the next', () => {
    const parts: Uint8Array[] = []
    const encodeInt = (value: number) => {
      const bits = value < 0 ? (-value - 1) * 2 + 1 : value * 2
      return bits < 128 ? [bits] : [0xfe, bits >> 8, bits & 0xff]
    }
    for (let id = 64; id < 3064; id++) {
      const body = [...encodeInt(-id), 2, 1, 2, ...encodeInt(id), 0, 1, ...encodeInt(id === 3063 ? 2 : id + 1), 0, 0]
      parts.push(Uint8Array.from([body.length, ...body]))
    }
    const value = [...encodeInt(64), 0, ...Array(50).fill(1)]
    const decoder = new gob.Decoder()
    decoder.push(Buffer.concat([...parts, Uint8Array.from([value.length, ...value])]))
    expect(thrownBy(() => decoder.skip())).toMatchObject({
      message: expect.stringMatching(/^gob: slice of 1 elements does not fit/),
    })
  })
  it('does not count the levels of definitions, which are always the same', () => {
    const bytes = gob.encode(gob.slice(gob.int), [1n])
    expect(gob.decode(gob.slice(gob.int), bytes, { limits: { maxDepth: 1 } })).toEqual([1n])
  })
  it('holds for the messages of one value together', () => {
    const value = hostile(3)
    const size = value.reduce((sum, { length }) => sum + length, 0) - (value[0]?.length ?? 0)
    for (const [maxMessageBytes, expected] of [
      [size, 'undefined'],
      [
        size - 1,
        expect.stringMatching(
          new RegExp(`: messages of one value of more than ${size - 1} bytes together \\(maxMessageBytes\\) `),
        ),
      ],
    ]) {
      const decoder = new gob.Decoder({ limits: { maxMessageBytes: maxMessageBytes as number } })
      for (const bytes of value) decoder.push(bytes)
      expect(String(thrownBy(() => decoder.skip()))).toEqual(expected)
    }
  })
  it('cannot be nonsense', () => {
    expect(() => new gob.Decoder({ limits: { maxDepth: 0 } })).toThrow('gob: the limit maxDepth cannot be 0')
  })
})

const integer = (value: number): number[] => (value < 0 ? unsigned((-value - 1) * 2 + 1) : unsigned(value * 2))
function unsigned(value: number): number[] {
  if (value < 128) return [value]
  if (value < 256) return [0xff, value]
  return value < 65536 ? [0xfe, value >> 8, value & 0xff] : [0xfd, value >> 16, (value >> 8) & 0xff, value & 0xff]
}
const framed = (body: readonly number[]) => Uint8Array.from([...unsigned(body.length), ...body])
const text = (name: string) => [...unsigned(name.length), ...Buffer.from(name)]
/** `type Name struct { X int }`, or another type of its field. */
const structOf = (id: number, name: string, field: readonly number[] = integer(2)) => [
  ...[...integer(-id), 3, 1, 1, ...text(name), 1, ...integer(id), 0, 1, 1, 1, 1, 0x58, 1, ...field, 0, 0, 0],
]
/** `[]T`, where T is the type with the id given. */
const sliceOf = (id: number, elem: number) => [...integer(-id), 2, 1, 2, ...integer(id), 0, 1, ...integer(elem), 0, 0]

/** One list of interfaces in as many messages as it has elements, and one more: each defines a type of its own. */
function hostile(count: number): Uint8Array[] {
  const messages = [framed(sliceOf(64, 8))]
  let body = [...integer(64), 0, ...unsigned(count)]
  for (let index = 0; index < count; index++) {
    messages.push(framed([...body, ...text('Point'), ...structOf(65 + index, `T${index}`)]))
    body = [...integer(65 + index), 3, 1, 2, 0]
  }
  return [...messages, framed(body)]
}

describe('what a peer sends costs no more than it is worth', () => {
  const point = gob.struct('Point', { X: gob.int })
  const known = gob.slice(gob.iface(gob.registry({ Point: point })))
  const unknown = gob.slice(gob.iface(gob.registry()))

  it.each<[string, (decoder: gob.Decoder) => unknown, unknown]>([
    ['read', (decoder) => decoder.decode(known)?.value.length, 9000],
    ['stepped over', (decoder) => decoder.skip(), true],
    ['read without a type', (decoder) => (decoder.decodeAny()?.value as unknown[] | undefined)?.length, 9000],
    [
      'refused',
      (decoder) => String(thrownBy(() => decoder.decode(unknown)) ?? ''),
      'GobDecodeError: gob: type "Point" is not registered for interfaces (byte 19, at value[0])',
    ],
  ])('a value in 9,000 messages is not read again for each of them, where it is %s', (_how, read, expected) => {
    const decoder = new gob.Decoder()
    const begin = performance.now()
    let result: unknown
    for (const bytes of hostile(9000)) {
      expect(result || undefined).toBe(undefined)
      decoder.push(bytes)
      result = read(decoder)
    }
    expect(result).toBe(expected)
    decoder.end()
    expect(performance.now() - begin).toBeLessThan(10_000)
  })

  it('a count of what may follow in further messages makes no room for it', () => {
    const most = gob.defaultLimits.maxElements
    const listOf = Buffer.concat([framed(sliceOf(64, 8)), framed([...integer(64), 0, 0xfd, 0xff, 0xff, 0xff, 0])])
    const mapOf = Buffer.concat([
      framed([...integer(-64), 4, 1, 2, ...integer(64), 0, 1, ...integer(6), 1, ...integer(8), 0, 0]),
      framed([...integer(64), 0, 0xfd, 0xff, 0xff, 0xff, 1, 0x61, 0]),
    ])
    const anything = gob.iface(gob.registry())
    for (const [bytes, type] of [
      [listOf, gob.slice(anything)],
      [mapOf, gob.map(gob.string, anything)],
    ] as const) {
      for (const read of [
        (decoder: gob.Decoder) => decoder.decode(any(type)),
        (decoder: gob.Decoder) => decoder.decodeAny(),
        (decoder: gob.Decoder) => decoder.skip(),
      ]) {
        const decoder = new gob.Decoder()
        decoder.push(bytes)
        const [before, begin] = [process.memoryUsage(), performance.now()]
        expect(String(thrownBy(() => read(decoder)))).toMatch(`message ends before the last of ${most - 1} elements`)
        const after = process.memoryUsage()
        expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(8 * 1024 * 1024)
        expect(performance.now() - begin).toBeLessThan(1000)
      }
    }
  })

  it('what waits to be read is not copied again for each chunk that comes', () => {
    const decoder = new gob.Decoder()
    const chunk = Buffer.concat(Array.from({ length: 256 }, () => framed([...integer(2), 0, 2])))
    const begin = performance.now()
    for (let count = 0; count < 16 * 1024; count++) decoder.push(chunk)
    expect(performance.now() - begin).toBeLessThan(5000)
    expect(decoder.unreadBytes).toBe(16 * 1024 * 1024)
  })

  it('types that do not fit are not compared again for each value', () => {
    const fields = Array.from({ length: 10_000 }, (_, index) => `F${index}`)
    const typeWith = (last: gob.AnyGobType) =>
      gob.struct(
        'S',
        Object.fromEntries(fields.map((name) => [name, name === 'F9999' ? last : gob.int])),
      ) as gob.GobType<unknown>
    const encoder = new gob.Encoder()
    const decoder = new gob.Decoder()
    const [sent, wanted] = [typeWith(gob.string), typeWith(gob.bool)]
    decoder.push(encoder.encode(sent, {}))
    const value = encoder.encode(sent, {})
    const begin = performance.now()
    for (let count = 0; count < 20_000; count++) {
      expect(String(thrownBy(() => decoder.decode(wanted)))).toMatch('sent as string, wanted as bool')
      decoder.push(value)
    }
    expect(performance.now() - begin).toBeLessThan(5000)
  })

  it('an error at the end of a thousand long names is short', () => {
    const name = 'N'.repeat(600_000)
    const recursive = structOf(64, '', integer(64))
    const at = recursive.indexOf(0x58)
    const definition = [...recursive.slice(0, at - 1), ...text(name), ...recursive.slice(at + 1)]
    const decoder = new gob.Decoder()
    decoder.push(framed(definition))
    decoder.push(framed([...integer(64), ...Array(990).fill(1), 5]))
    for (const read of [() => decoder.decodeAny(), () => decoder.skip()]) {
      const { message } = thrownBy(read) as Error
      expect(message.slice(0, 58)).toBe('gob: field number 4, but the struct was sent with 1 fields')
      expect(message.length).toBeGreaterThan(90_000)
      expect(message.length).toBeLessThan(110_000)
      decoder.push(framed([...integer(64), ...Array(990).fill(1), 5]))
    }
  })

  it('types that are not complete are not looked through again for each value', () => {
    const costOfValues = (types: number): number => {
      const decoder = new gob.Decoder()
      for (let id = 64; id < 64 + types; id++) decoder.push(framed(sliceOf(id, id + 1)))
      const value = Buffer.concat(Array.from({ length: 10_000 }, () => framed([...integer(64), 0, 0])))
      const begin = process.cpuUsage()
      for (const read of [() => decoder.decodeAny(), () => decoder.skip()]) {
        decoder.push(value)
        for (let count = 0; count < 10_000; count++) {
          expect(String(thrownBy(read))).toMatch(`type id ${64 + types} was never defined`)
        }
      }
      return process.cpuUsage(begin).user
    }
    costOfValues(10) // compiles
    expect(costOfValues(10_000)).toBeLessThan(costOfValues(10) * 4)
  })
})
