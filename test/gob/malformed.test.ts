import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { thrownBy } from './thrown-by.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
const any = (type: gob.AnyGobType) => type as gob.GobType<unknown>

/** Bytes as one message: their length in front. */
const message = (text: string) => {
  const body = hex(text)
  return Buffer.concat([body.length < 128 ? Uint8Array.of(body.length) : Uint8Array.of(0xff, body.length), body])
}

const point = gob.struct('Point', { X: gob.int, Y: gob.int })
/** The definitions that go before a value of a type. */
const definitions = (type: gob.GobType<unknown, never>, value: unknown) => {
  const encoder = new gob.Encoder()
  const first = encoder.encode(any(type), value)
  return first.subarray(0, first.length - encoder.encode(any(type), value).length)
}
const pointDefinition = definitions(point, {})
const at = (position: number) => pointDefinition.length + position

describe('a malformed stream', () => {
  const afterPoint = (text: string) => Buffer.concat([pointDefinition, message(text)])
  const cases: readonly (readonly [string, gob.AnyGobType, Uint8Array, string, string])[] = [
    [
      'a string longer than its message',
      gob.string,
      message('0c 00 5a 61 62'),
      'string of 90 bytes runs past the end of its message (byte 3, at value)',
      'value',
    ],
    [
      'a byte slice longer than its message',
      gob.bytes,
      message('0a 00 fe ffff 61'),
      'byte slice of 65535 bytes runs past the end of its message (byte 3, at value)',
      'value',
    ],
    [
      'a length of 2^64-1',
      gob.string,
      message('0c 00 f8 ffffffffffffffff'),
      'string of 18446744073709552000 bytes runs past the end of its message (byte 3, at value)',
      'value',
    ],
    [
      'a message without a type id',
      gob.int,
      hex('00'),
      'message of 0 bytes, it cannot even hold a type id (byte 0)',
      '',
    ],
    [
      'a message length of nine bytes',
      gob.int,
      hex('f7 010101010101010101'),
      'message length of 9 bytes, at most 8 are allowed (byte 0)',
      '',
    ],
    [
      'a message length beyond the limit',
      gob.int,
      hex('fc 7fffffff'),
      'message of 2147483647 bytes is larger than the limit of 268435456 (maxMessageBytes) (byte 0)',
      '',
    ],
    [
      'an integer of nine bytes',
      gob.int,
      message('04 00 f7 01 01 01 01 01 01 01 01 01'),
      'integer of 9 bytes, at most 8 are allowed (byte 3, at value)',
      'value',
    ],
    [
      'an integer of 128 bytes',
      gob.int,
      message('04 00 80 01'),
      'integer of 128 bytes, at most 8 are allowed (byte 3, at value)',
      'value',
    ],
    [
      'an integer that is cut off',
      gob.int,
      message('04 00 fc 01 02'),
      'integer of 4 bytes runs past the end of its message (byte 3, at value)',
      'value',
    ],
    [
      'a value that is not there',
      gob.int,
      message('04 00'),
      'message ends where an integer should begin (byte 3, at value)',
      'value',
    ],
    [
      'a value without even its first zero',
      gob.int,
      message('04'),
      'message ends where an integer should begin (byte 2, at value)',
      'value',
    ],
    [
      'a value with a field number',
      gob.int,
      message('04 01 02'),
      'value begins with 1, where one that is no struct begins with 0 (byte 2, at value)',
      'value',
    ],
    [
      'a type id that was never defined',
      point,
      message('ff 82 01 02 00'),
      'sent as an undefined type (id 65), wanted as Point (byte 3, at Point)',
      'Point',
    ],
    [
      'a field beyond the last',
      point,
      afterPoint('ff 80 03 02 00'),
      `field number 2, but Point was sent with 2 fields (byte ${at(3)}, at Point)`,
      'Point',
    ],
    [
      'a field number of 2^64-1',
      point,
      afterPoint('ff 80 f8 ffffffffffffffff 02 00'),
      `field number 18446744073709552000, but Point was sent with 2 fields (byte ${at(3)}, at Point)`,
      'Point',
    ],
    [
      'a field that ends early',
      point,
      afterPoint('ff 80 01 02 01 fe 01'),
      `integer of 2 bytes runs past the end of its message (byte ${at(6)}, at Point.Y)`,
      'Point.Y',
    ],
    [
      'a type that is defined twice',
      point,
      Buffer.concat([pointDefinition, pointDefinition]),
      `type id 64 is defined twice (byte ${at(1)}, at definition of type 64)`,
      'definition of type 64',
    ],
    [
      'a definition of a basic type',
      point,
      message('03 03 00 00'),
      'type id 2 cannot be defined, only those from 64 to 2147483647 (byte 1, at definition of type 2)',
      'definition of type 2',
    ],
    [
      'a definition of an id that is no int32',
      point,
      message('fb 01 ffff ffff 00'),
      'type id 4294967296 cannot be defined, only those from 64 to 2147483647 (byte 1, at definition of type 4294967296)',
      'definition of type 4294967296',
    ],
    [
      'bytes behind a definition',
      point,
      message('7f 00 00'),
      '1 bytes follow a type definition in its message (byte 3, at definition of type 64)',
      'definition of type 64',
    ],
    [
      'a definition that is cut off',
      point,
      message('7f 03 01 01 05 50 6f'),
      'string of 5 bytes runs past the end of its message (byte 5, at definition of type 64.StructT.CommonType.Name)',
      'definition of type 64.StructT.CommonType.Name',
    ],
    [
      'a definition that says nothing',
      point,
      Buffer.concat([message('7f 00'), message('ff 80 00')]),
      'sent as a type without a description, wanted as Point (byte 6, at Point)',
      'Point',
    ],
  ]

  it.each(cases)('ends in an error that says where: %s', (_name, type, bytes, text, path) => {
    const decoder = new gob.Decoder()
    decoder.push(bytes)
    const error = thrownBy(() => decoder.decode(any(type)))
    expect(error).toBeInstanceOf(gob.GobDecodeError)
    expect(error).toMatchObject({ name: 'GobDecodeError', code: 'GOB_DECODE', message: `gob: ${text}`, path })
    expect(error).toMatchObject({ offset: Number(/byte (\d+)/.exec(text)?.[1]) })
  })

  it('costs nothing when 43 bytes announce a map of 2^30 entries', () => {
    const holder = gob.struct('H', { M: gob.map(gob.string, gob.int) })
    const bytes = Buffer.concat([definitions(holder, {}), message('ff 80 01 fc 40000000 01 61 02 00')])
    const decoder = new gob.Decoder()
    decoder.push(bytes)
    const error = thrownBy(() => decoder.decode(holder))
    expect((error as Error).message).toMatch(
      /^gob: map of 1073741824 elements does not fit in the 4 bytes that remain of its message \(byte \d+, at H\.M\)$/,
    )
    const skipping = new gob.Decoder()
    skipping.push(bytes)
    expect(thrownBy(() => skipping.skip())).toMatchObject({ path: 'value.M' })
  })

  it('names the element, the key and the field that is wrong', () => {
    const deep = gob.struct('Deep', {
      M: gob.map(gob.string, gob.slice(gob.struct('Item', { Bytes: gob.array(2, gob.uint8) }))),
    })
    const wider = gob.struct('Deep', {
      M: gob.map(gob.string, gob.slice(gob.struct('Item', { Bytes: gob.array(2, gob.uint16) }))),
    })
    const bytes = gob.encode(wider, { M: new Map([['a "key"', [{ Bytes: [1, 2] }, { Bytes: [3, 256] }]]]) })
    expect(thrownBy(() => gob.decode(deep, bytes))).toMatchObject({
      message: `gob: 256 is out of range for uint8 (byte ${bytes.length - 5}, at Deep.M["a \\"key\\""][1].Bytes[1])`,
    })
  })
})

describe('a stream that no encoder writes', () => {
  it('is stepped over as it is read where a nil interface has its empty name’s length in two bytes', () => {
    const list = gob.slice(gob.iface(gob.registry()))
    const value = message('ff80 00 02 ff00 00')
    const decoder = new gob.Decoder()
    decoder.push(Buffer.concat([definitions(list, []), value, value, value]))
    expect(decoder.skip()).toBe(true)
    expect(decoder.decodeAny()?.value).toEqual([null, null])
    expect(decoder.decode(list)?.value).toEqual([null, null])
    expect(decoder.unreadBytes).toBe(0)
    decoder.end()
  })
})
