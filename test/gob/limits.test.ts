import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/index.ts'
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
  it('cannot be nonsense', () => {
    expect(() => new gob.Decoder({ limits: { maxDepth: 0 } })).toThrow('gob: the limit maxDepth cannot be 0')
  })
})
