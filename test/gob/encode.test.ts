import { describe, expect, expectTypeOf, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'

const thrownBy = (attempt: () => unknown): unknown => {
  try {
    attempt()
  } catch (error) {
    return error
  }
  return expect.unreachable()
}

const point = gob.struct('Point', { X: gob.int, Y: gob.safeInteger(gob.int64) })
const shapes = gob.struct('Shapes', {
  Points: gob.slice(point),
  ByName: gob.map(gob.string, gob.array(2, gob.uint8)),
  Next: gob.pointer(point),
})

describe('a type', () => {
  it('gives TypeScript the value and what encoding takes', () => {
    expectTypeOf<gob.Infer<typeof shapes>>().toEqualTypeOf<{
      Points: { X: bigint; Y: number }[]
      ByName: Map<string, number[]>
      Next: { X: bigint; Y: number } | undefined
    }>()
    expectTypeOf<gob.Input<typeof point>>().toEqualTypeOf<{
      readonly X?: bigint | undefined
      readonly Y?: number | undefined
    }>()
    // @ts-expect-error a number is no bigint
    expect(() => gob.encode(point, { X: 1 })).toThrow(gob.GobEncodeError)
    // @ts-expect-error there is no Z
    gob.encode(point, { Z: 1n })
  })

  it.each([
    [() => gob.slice(gob.uint8), 'gob: a slice of uint8 is `bytes`'],
    [() => gob.encode(gob.slice(gob.lazy(() => gob.uint8)), []), 'gob: a slice of uint8 is `bytes`'],
    [() => gob.map(gob.bytes, gob.int), 'gob: Go has no maps keyed by bytes'],
    [() => gob.struct('P', { x: gob.int }), 'gob: P.x is not exported: Go sends only fields that begin in upper case'],
    [() => gob.array(-1, gob.int), 'gob: an array cannot have -1 elements'],
    [() => gob.named('Ptr', gob.pointer(gob.int)), 'gob: a pointer type has no name of its own'],
    [() => gob.safeInteger(gob.lazy(() => gob.int)), 'gob: safeInteger takes int, int64, uint, uint64 or uintptr'],
  ])('that Go does not have is refused: %s', (make, message) => {
    expect(thrownBy(make)).toMatchObject({ name: 'TypeError', message })
  })

  it('that is nothing but itself is refused', () => {
    const self: gob.GobType<unknown> = gob.lazy(() => self)
    expect(thrownBy(() => gob.encode(self, 1))).toMatchObject({ name: 'TypeError' })
    const pointer: gob.GobType<unknown> = gob.pointer(gob.lazy(() => pointer))
    expect(thrownBy(() => gob.encode(pointer, 1))).toMatchObject({ name: 'TypeError' })
  })
})

describe('a value that its type cannot hold', () => {
  const any = (value: unknown) => value as never
  const misfits: readonly (readonly [gob.AnyGobType, unknown, string])[] = [
    [gob.int8, 128, '128 is out of range for int8 (at value)'],
    [gob.uint16, -1, '-1 is out of range for uint16 (at value)'],
    [gob.int32, 1.5, '1.5 is not an integer, as int32 must be (at value)'],
    [gob.uint32, Number.NaN, 'NaN is not an integer, as uint32 must be (at value)'],
    [gob.int64, 2n ** 63n, '9223372036854775808 is out of range for int64 (at value)'],
    [gob.uint64, -1n, '-1 is out of range for uint64 (at value)'],
    [gob.int, 5, 'wanted a bigint, got the number 5 (at value)'],
    [
      gob.safeInteger(gob.int),
      2 ** 53,
      '9007199254740992 is beyond the safe integers of safeInteger(int): use int, a bigint (at value)',
    ],
    [gob.safeInteger(gob.uint64), -1, '-1 is out of range for uint64 (at value)'],
    [gob.float32, 1e39, '1e+39 is out of range for float32 (at value)'],
    [gob.string, null, 'wanted a string, got null (at value)'],
    [gob.bool, 1, 'wanted a boolean, got the number 1 (at value)'],
    [gob.bytes, [1, 2], 'wanted a Uint8Array, got an object (Array) (at value)'],
    [gob.bytes, 'text', 'wanted a Uint8Array, got the string "text" (at value)'],
    [gob.slice(gob.string), ['a', undefined], 'wanted a string, got undefined (at value[1])'],
    [
      gob.slice(gob.pointer(point)),
      [{}, undefined],
      'a nil pointer can only be sent as a field of a struct (at value[1])',
    ],
    [gob.pointer(point), undefined, 'a nil pointer can only be sent as a field of a struct (at Point)'],
    [gob.array(2, gob.int8), [1], 'wanted an array of 2 elements, got one of 1 (at value)'],
    [gob.map(gob.string, gob.int8), { a: 1 }, 'wanted a Map, got an object (Object) (at value)'],
    [shapes, { ByName: new Map([['a', [1, 256]]]) }, '256 is out of range for uint8 (at Shapes.ByName["a"][1])'],
    [shapes, { Points: [{}, { Y: 0.5 }] }, '0.5 is not an integer, as int64 must be (at Shapes.Points[1].Y)'],
    [shapes, { Next: () => 1 }, 'wanted an object, got a function (at Shapes.Next)'],
  ]

  it.each(misfits.map(([type, value, message]) => ({ type, value, message })))(
    'is refused with its path: $message',
    ({ type, value, message }) => {
      const error = thrownBy(() => gob.encode(type as gob.GobType<unknown>, any(value)))
      expect(error).toBeInstanceOf(gob.GobEncodeError)
      expect(error).toMatchObject({ code: 'GOB_ENCODE', message: `gob: ${message}` })
    },
  )

  it('leaves the encoder as it was, also when it is the second of two', () => {
    const used = new gob.Encoder()
    const fresh = new gob.Encoder()
    expect(() => used.encode(shapes, { Points: [{ Y: 0.5 }] })).toThrow(gob.GobEncodeError)
    expect(() =>
      used.encodeAll([
        [point, {}],
        [shapes, { Points: [{ Y: 0.5 }] }],
      ]),
    ).toThrow(gob.GobEncodeError)
    expect(used.encode(shapes, { Points: [{ X: 1n }] })).toEqual(fresh.encode(shapes, { Points: [{ X: 1n }] }))
    expect(used.encode(point, {})).toEqual(fresh.encode(point, {}))
  })
})

describe('the encoder', () => {
  it('writes several values into one array as it does one by one', () => {
    for (const size of [0, 1, 100, 127, 128, 300, 5000, 70_000]) {
      const text = 'x'.repeat(size)
      const together = new gob.Encoder()
      const apart = new gob.Encoder()
      const all = together.encodeAll([
        [gob.string, text],
        [point, { X: 1n }],
        [gob.string, text],
        [gob.bool, true],
      ])
      const parts = [
        apart.encode(gob.string, text),
        apart.encode(point, { X: 1n }),
        apart.encode(gob.string, text),
        apart.encode(gob.bool, true),
      ]
      expect(Buffer.compare(all, Buffer.concat(parts))).toBe(0)
    }
  })

  it('gives arrays that later calls do not touch', () => {
    const encoder = new gob.Encoder()
    const first = encoder.encode(gob.string, 'first')
    const copy = first.slice()
    encoder.encode(gob.string, 'other')
    expect(first).toEqual(copy)
  })

  it('takes a Uint8Array and a Map of another realm', async () => {
    const { runInNewContext } = await import('node:vm')
    const foreign = runInNewContext('({ bytes: new Uint8Array([1, 2]), map: new Map([["a", 1]]) })')
    expect(gob.encode(gob.bytes, foreign.bytes)).toEqual(gob.encode(gob.bytes, Uint8Array.of(1, 2)))
    const counts = gob.map(gob.string, gob.int8)
    expect(gob.encode(counts, foreign.map)).toEqual(gob.encode(counts, new Map([['a', 1]])))
  })

  it('replaces a lone surrogate', () => {
    const long = 'x'.repeat(50)
    expect(gob.decode(gob.string, gob.encode(gob.string, 'a\ud800b'))).toBe('a\ufffdb')
    expect(gob.decode(gob.string, gob.encode(gob.string, `${long}\udc00`))).toBe(`${long}\ufffd`)
  })
})
