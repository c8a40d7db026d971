import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { zeroOf } from '../../src/gob/zero-value.ts'
import { bytesOf, goldens } from './golden-files.ts'
import { goldenType } from './golden-types.ts'
import { thrownBy } from './thrown-by.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
/** Bytes as one message: their length in front. */
const message = (text: string) => Buffer.concat([Uint8Array.of(hex(text).length), hex(text)])

const integer = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : value)

/**
 * What `decodeAny` gives where decoding as a type gave `value`. Whether a field was sent cannot be seen from that: where
 * `given` has none, its value must be zero.
 */
function anyOf(type: gob.AnyGobType, value: unknown, given: unknown): unknown {
  const { shape } = type
  switch (shape.kind) {
    case 'int':
    case 'uint':
      return integer(BigInt(value as bigint))
    case 'string':
      return typeof value === 'string' ? value : Buffer.from(value as Uint8Array).toString()
    case 'slice':
    case 'array':
      return (value as unknown[]).map((item, index) => anyOf(shape.elem, item, (given as unknown[])[index]))
    case 'map': {
      const pairs = [...(given as Map<unknown, unknown>)]
      const entries = [...(value as Map<unknown, unknown>)]
      return new Map(
        entries.map(([key, item], index) => [
          anyOf(shape.key, key, pairs[index]?.[0]),
          anyOf(shape.elem, item, pairs[index]?.[1]),
        ]),
      )
    }
    case 'struct': {
      const object: Record<string, unknown> = {}
      for (const field of shape.fields) {
        const part = Reflect.get(value as object, field.name)
        if (field.name in Object(given))
          object[field.name] = anyOf(field.type, part, Reflect.get(given as object, field.name))
        else expect(part).toEqual(zeroOf(field.type))
      }
      return object
    }
    case 'interface': {
      if (value === null) return null
      const { name, value: concrete } = value as gob.InterfaceValue
      return { name, value: anyOf(shape.types[name] as gob.AnyGobType, concrete, (given as gob.InterfaceValue).value) }
    }
    case 'marshaler': {
      const { marshaler, name, bytes } = given as { marshaler: string; name: string; bytes: Uint8Array }
      expect(shape.codec.decode(bytes)).toEqual(value)
      return { marshaler, name, bytes }
    }
    case 'pointer':
      return anyOf(shape.elem, value, given)
    case 'lazy':
      return anyOf(shape.resolve(), value, given)
    default:
      return value
  }
}

const typed = goldens.filter(({ types, values }) => values !== undefined && types.every((name) => goldenType(name)))

describe('decodeAny', () => {
  it('reads all goldens', () => {
    expect(typed.length).toBeGreaterThan(1000)
    for (const golden of goldens) {
      const decoder = new gob.Decoder()
      decoder.push(bytesOf(golden))
      for (const _ of golden.types) expect(decoder.decodeAny()).toMatchObject({ type: expect.stringMatching(/./) })
      expect(decoder.decodeAny()).toBe(undefined)
      decoder.end()
    }
  })

  it.each(typed)('gives what decoding as a type gives, and no field that was not sent: $name', (golden) => {
    const decoder = new gob.Decoder()
    const again = new gob.Decoder()
    decoder.push(bytesOf(golden))
    again.push(bytesOf(golden))
    for (const name of golden.types) {
      const type = goldenType(name) as gob.GobType<unknown>
      const any = decoder.decodeAny()?.value
      expect(any).toEqual(anyOf(type, again.decode(type)?.value, any))
    }
  })
})

/** A struct type as the stream's type 64, its fields by name and id, and one value of it. */
const structOf = (fields: readonly (readonly [string, string])[], value: string) => {
  const text = (name: string) => (name === '' ? '' : `01 ${name.length.toString(16).padStart(2, '0')} ${hexOf(name)}`)
  const list = fields.map(([name, id]) => `${text(name)} ${name === '' ? '02' : '01'} ${id} 00`).join('')
  const count = fields.length.toString(16).padStart(2, '0')
  return Buffer.concat([message(`7f 03 01 02 ff80 00 01 ${count} ${list} 00 00`), message(`ff80 ${value} 00`)])
}
const hexOf = (text: string) => Buffer.from(text).toString('hex')

describe('decodeAny, by hand', () => {
  const point = gob.struct('Point', { X: gob.int, Y: gob.int })
  const any: gob.GobType<gob.InterfaceValue | null> = gob.lazy(() => all)
  const group = gob.struct('main.Group', { Members: gob.slice(any) })
  const all = gob.iface(gob.registry({ 'main.Group': group, Point: point })) as typeof any

  it.each<[gob.AnyGobType, unknown, string, unknown]>([
    [gob.bool, true, 'bool', true],
    [gob.int8, -5, 'int', -5],
    [gob.int64, 2n ** 53n - 1n, 'int', Number.MAX_SAFE_INTEGER],
    [gob.int64, -(2n ** 53n) + 1n, 'int', Number.MIN_SAFE_INTEGER],
    [gob.int64, 2n ** 53n, 'int', 2n ** 53n],
    [gob.int64, -(2n ** 53n), 'int', -(2n ** 53n)],
    [gob.int64, -(2n ** 63n), 'int', -(2n ** 63n)],
    [gob.uint64, 2n ** 53n + 1n, 'uint', 2n ** 53n + 1n],
    [gob.uint64, 2n ** 64n - 1n, 'uint', 2n ** 64n - 1n],
    [gob.float32, 1.5, 'float', 1.5],
    [gob.float64, -0, 'float', -0],
    [gob.complex64, { re: 1, im: -2 }, 'complex', { re: 1, im: -2 }],
    [gob.string, 'Grüße', 'string', 'Grüße'],
    [gob.bytes, Uint8Array.of(1, 2), 'bytes', Uint8Array.of(1, 2)],
    [gob.slice(gob.string), ['a', ''], '[]string', ['a', '']],
    [gob.array(2, gob.uint8), [1, 0], '[2]uint', [1, 0]],
    [gob.map(gob.string, point), new Map([['p', { X: 1n }]]), 'map[string]struct', new Map([['p', { X: 1 }]])],
    [point, {}, 'struct Point', {}],
    [gob.struct('', { A: gob.slice(gob.bool) }), { A: [] }, 'struct', {}],
    [
      gob.slice(any),
      [null, { name: 'int', value: 1n }, { name: 'main.Group', value: { Members: [null] } }],
      '[]interface',
      [null, { name: 'int', value: 1 }, { name: 'main.Group', value: { Members: [null] } }],
    ],
  ])('reads %o %o as %s %o', (type, value, text, expected) => {
    const bytes = gob.encode(type as gob.GobType<unknown>, value)
    const decoder = new gob.Decoder()
    decoder.push(bytes)
    expect(decoder.decodeAny()).toStrictEqual({ type: text, value: expected })
    expect(gob.decodeAny(bytes)).toStrictEqual(expected)
  })

  it('gives the bytes of a type that encodes itself, and its name', () => {
    const bytes = gob.encode(gob.bigInt, 258n)
    expect(gob.decodeAny(bytes)).toEqual({ marshaler: 'GobEncoder', name: 'Int', bytes: Uint8Array.of(2, 1, 2) })
  })

  it('keeps fields that no Go struct can have apart, and prototypes alone', () => {
    const bytes = structOf(
      [
        ['__proto__', '04'],
        ['', '04'],
        ['A', '04'],
        ['A', '04'],
        ['constructor', '04'],
        ['A#3', '04'],
      ],
      '01 02 01 04 01 06 01 08 01 0a 01 0c',
    )
    const value = gob.decodeAny(bytes) as object
    expect(Object.entries(value)).toEqual([
      ['__proto__', 1],
      ['', 2],
      ['A', 3],
      ['A#3', 4],
      ['constructor', 5],
      ['A#3#5', 6],
    ])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  it.each<[string, Uint8Array, string]>([
    ['a stream of nothing', hex(''), 'gob: stream is empty (byte 0)'],
    [
      'a second value',
      Buffer.concat([message('04 00 02'), message('04 00 02')]),
      'gob: 4 bytes follow the value (byte 4)',
    ],
    ['an end in the midst', hex('03 04'), 'gob: stream ends inside a message: 1 of 3 bytes arrived (byte 2)'],
    ['a type that was never defined', message('ff82 00 02'), 'gob: type id 65 was never defined (byte 3, at value)'],
    [
      'a part that was never defined',
      structOf([['A', 'ff 84']], '01 02'),
      'gob: type id 66 was never defined (byte 22, at value)',
    ],
    [
      'a type that is not described',
      Buffer.concat([message('7f 00'), message('ff80 00 02')]),
      'gob: a type was defined without a description (byte 6, at value)',
    ],
    [
      'a field that is cut off',
      structOf([['A', '0c']], '01 05 61'),
      'gob: string of 5 bytes runs past the end of its message (byte 22, at value.A)',
    ],
    [
      'a field beyond the last',
      structOf([['A', '0c']], '02 05'),
      'gob: field number 1, but the struct was sent with 1 fields (byte 21, at value)',
    ],
    [
      'a field number that is cut off',
      structOf([['A', '0c']], '01 00 f7'),
      'gob: integer of 9 bytes, at most 8 are allowed (byte 23, at value)',
    ],
  ])('says what is wrong and where: %s', (_name, bytes, text) => {
    const error = thrownBy(() => gob.decodeAny(bytes))
    expect(error).toBeInstanceOf(gob.GobDecodeError)
    expect((error as Error).message).toBe(text)
  })

  it('holds the limits', () => {
    const lists = gob.slice(gob.slice(gob.bool))
    const bytes = gob.encode(lists, [[true, true], [true]])
    expect(gob.decodeAny(bytes, { limits: { maxElements: 5, maxDepth: 2 } })).toEqual([[true, true], [true]])
    expect(() => gob.decodeAny(bytes, { limits: { maxElements: 4 } })).toThrow(/more than 4 elements \(maxElements\)/)
    expect(() => gob.decodeAny(bytes, { limits: { maxDepth: 1 } })).toThrow(
      /limit of 1 levels \(maxDepth\) .*at value\[0\]/,
    )
  })

  it('goes on behind a value that it cannot read', () => {
    const decoder = new gob.Decoder({ limits: { maxDepth: 1 } })
    const encoder = new gob.Encoder()
    decoder.push(encoder.encode(gob.slice(gob.slice(gob.int)), [[1n]]))
    decoder.push(encoder.encode(gob.slice(gob.int), [1n]))
    expect(() => decoder.decodeAny()).toThrow(gob.GobDecodeError)
    expect(decoder.decodeAny()).toEqual({ type: '[]int', value: [1] })
    decoder.end()
  })
})
