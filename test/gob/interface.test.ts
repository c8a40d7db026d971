import { expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { bytesOf, goldens } from './golden-files.ts'
import { thrownBy } from './thrown-by.ts'

const point = gob.struct('main.Point', { X: gob.int, Y: gob.int })
const circle = gob.struct('main.Circle', { Radius: gob.float64 })
const shapes = gob.registry({ 'main.Point': point, '*main.Circle': gob.pointer(circle) })
const shape = gob.iface(shapes)
const holder = gob.struct('main.Holder', { One: shape, Many: gob.slice(shape), After: gob.string })
const goldenNamed = (name: string) => {
  const golden = goldens.find((given) => given.name === name)
  if (golden === undefined) throw new Error(`no golden ${name}`)
  return bytesOf(golden)
}

it('gives interface values by the name of their type, and null for nil', () => {
  const value = {
    One: { name: '*main.Circle', value: { Radius: 1.5 } },
    Many: [null, { name: 'int', value: 7n }, { name: '[]string', value: ['a'] }],
    After: 'a',
  } as const
  expect(gob.decode(holder, gob.encode(holder, value))).toEqual(value)
  expect(gob.decode(holder, gob.encode(holder, {}))).toEqual({ One: null, Many: [], After: '' })
})

it('lets a registered type take the place of a basic one', () => {
  const small = gob.iface(gob.registry({ int: gob.safeInteger(gob.int) }))
  expect(gob.decode(small, gob.encode(small, { name: 'int', value: 7 }))).toEqual({ name: 'int', value: 7 })
})

it('names a type that is not registered, with its place, and goes on with the next value', () => {
  const decoder = new gob.Decoder()
  const encoder = new gob.Encoder()
  decoder.push(
    encoder.encodeAll([
      [holder, { Many: [null, { name: 'main.Point', value: { X: 1n } }], After: 'lost' }],
      [holder, { Many: [{ name: 'int', value: 1n }], After: 'next' }],
    ]),
  )
  const narrow = gob.struct('Holder', { Many: gob.slice(gob.iface(gob.registry())), After: gob.string })
  expect(thrownBy(() => decoder.decode(narrow))).toMatchObject({
    name: 'GobDecodeError',
    message: expect.stringMatching(
      /^gob: type "main\.Point" is not registered for interfaces \(byte \d+, at Holder\.Many\[1\]\)$/,
    ),
  })
  expect(decoder.decode(narrow)?.value).toEqual({ Many: [{ name: 'int', value: 1n }], After: 'next' })
  decoder.end()
})

it('says which part of a value inside an interface does not fit', () => {
  const other = gob.iface(gob.registry({ 'main.Point': gob.struct('Point', { X: gob.string }) }))
  const wanted = gob.struct('Holder', { One: other })
  const bytes = gob.encode(holder, { One: { name: 'main.Point', value: { X: 1n } } })
  expect(thrownBy(() => gob.decode(wanted, bytes))).toMatchObject({
    message: expect.stringMatching(
      /^gob: sent as int, wanted as string \(byte \d+, at Holder\.One\.\(main\.Point\)\.X\)$/,
    ),
  })
})

it('refuses to encode what Go could not read, and leaves the stream as it was', () => {
  const encoder = new gob.Encoder()
  const refused = (value: unknown) =>
    thrownBy(() => encoder.encode(holder as gob.GobType<unknown>, { One: value })) as Error
  expect(refused({ name: 'main.Square', value: {} }).message).toBe(
    'gob: type "main.Square" is not registered for interfaces (at Holder.One)',
  )
  expect(refused({ name: '*main.Circle', value: undefined }).message).toBe(
    'gob: a nil pointer cannot be sent inside an interface (at Holder.One.(*main.Circle))',
  )
  expect(refused({ name: 'main.Point', value: { X: 'one' } }).message).toBe(
    'gob: wanted a bigint, got the string "one" (at Holder.One.(main.Point).X)',
  )
  expect(refused(7).message).toBe('gob: wanted null or an object with name and value, got the number 7 (at Holder.One)')
  const value = { One: { name: 'main.Point', value: { X: 1n, Y: 2n } } } as const
  expect(encoder.encode(holder, value)).toEqual(gob.encode(holder, value))
})

it('refuses registrations that Go refuses', () => {
  expect(() => gob.registry({ '': point })).toThrow('gob: a type cannot be registered without a name')
  expect(() => gob.registry({ any: shape })).toThrow('gob: any is an interface, not a concrete type')
})

it('steps over nil interfaces in a list, where Go cannot, to reach the field behind them', () => {
  const after = gob.struct('', { After: gob.string })
  const bytes = goldenNamed('interface that holds a nil among others, unwanted')
  expect(gob.decode(after, bytes)).toEqual({ After: 'a' })
})

it('ends inside a value with an error, where a type definition came and the rest did not', () => {
  const bytes = gob.encode(shape, { name: 'main.Point', value: { X: 1n } })
  const decoder = new gob.Decoder()
  const first = 1 + (bytes[0] ?? 0)
  decoder.push(bytes.subarray(0, first))
  expect(decoder.decode(shape)).toBe(undefined)
  expect((thrownBy(() => decoder.end()) as Error).message).toBe(
    `gob: stream ends inside a value, after a type definition in it (byte ${first})`,
  )
  decoder.push(bytes.subarray(first))
  expect(decoder.decode(shape)?.value).toEqual({ name: 'main.Point', value: { X: 1n, Y: 0n } })
  decoder.end()
})
