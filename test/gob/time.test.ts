import { runInNewContext } from 'node:vm'
import { describe, expect, expectTypeOf, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { thrownBy } from './thrown-by.ts'

const event = gob.struct('main.Event', { At: gob.time })
const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const messageOf = (attempt: () => unknown) => (thrownBy(attempt) as Error).message

/** As Go's GobEncode wrote it, inside a stream. */
const raw = gob.gobEncoder<Uint8Array>('time.Time', {
  decode: (bytes) => bytes,
  encode: (bytes) => bytes,
  zero: () => new Uint8Array(0),
})
const read = (given: string) => gob.decode(gob.time, gob.encode(raw, bytesOf(given)))
const written = (time: gob.Input<typeof gob.time>) => hex(gob.decode(raw, gob.encode(gob.time, time)))

const instant = 1_795_437_296_789_012_345n
const second = 1_000_000_000n
const yearOne = -62_135_596_800n * second

describe('time.Time', () => {
  // Made by Go's time.Date(2026, 11, 23, 12, 34, 56, 789012345, time.UTC).In(time.FixedZone("", offset)).MarshalBinary().
  it.each([
    ['01 0000000ee29629f0 2f075f79 ffff', instant, null],
    ['01 0000000ee29629f0 2f075f79 0000', instant, 0],
    ['01 0000000ee29629f0 2f075f79 003c', instant, 3600],
    ['01 0000000ee29629f0 2f075f79 fffe', instant, -120],
    ['02 0000000ee29629f0 2f075f79 0013 20', instant, 1172],
    ['02 0000000ee29629f0 2f075f79 7fff 3b', instant, 32767 * 60 + 59],
    ['01 0000000000000000 00000000 ffff', yearOne, null],
    ['01 0000000e7791f6ff 3b9ac9ff ffff', -1n + (0x0e7791f700n - 62_135_596_800n) * second, null],
    ['01 7fffffffffffffff 3b9ac9ff ffff', (2n ** 63n - 62_135_596_800n) * second - 1n, null],
    ['01 8000000000000000 00000000 ffff', (-(2n ** 63n) - 62_135_596_800n) * second, null],
  ])('is %s for %s ns and offset %s', (bytes, epochNanoseconds, offsetSeconds) => {
    expect(read(bytes)).toStrictEqual({ epochNanoseconds, offsetSeconds })
    expect(written({ epochNanoseconds, offsetSeconds })).toBe(bytes.replaceAll(' ', ''))
  })

  it.each([
    ['02 0000000ee29629f0 2f075f79 fed8 fe', -17_762],
    ['02 0000000ee29629f0 2f075f79 0000 c5', -59],
    ['02 0000000ee29629f0 2f075f79 8000 c5', -32_768 * 60 - 59],
  ])('has the offset that Go wrote, where Go itself reads 256 seconds more: %s', (bytes, offsetSeconds) => {
    expect(read(bytes)).toStrictEqual({ epochNanoseconds: instant, offsetSeconds })
    expect(written({ epochNanoseconds: instant, offsetSeconds })).toBe(bytes.replaceAll(' ', ''))
  })

  it('is UTC in version 2, too, as Go reads it', () => {
    expect(read('02 0000000ee29629f0 2f075f79 ffff 00').offsetSeconds).toBe(null)
    expect(read('02 0000000ee29629f0 2f075f79 ffff 05').offsetSeconds).toBe(-55)
  })

  it.each([
    ['', 'no data'],
    ['00', 'version 0 is neither 1 nor 2'],
    ['03 0000000ee29629f0 2f075f79 ffff', 'version 3 is neither 1 nor 2'],
    ['01 02', 'version 1 has 15 bytes'],
    ['01 0000000ee29629f0 2f075f79 ffff 00', 'version 1 has 15 bytes'],
    ['02 0000000ee29629f0 2f075f79 ffff', 'version 2 has 16 bytes'],
    ['02 0000000ee29629f0 2f075f79 ffff 00 00', 'version 2 has 16 bytes'],
    ['01 0000000ee29629f0 3b9aca00 ffff', '1000000000 nanoseconds are no fraction of a second'],
    ['01 0000000ee29629f0 ffffffff ffff', '-1 nanoseconds are no fraction of a second'],
  ])('refuses %s', (bytes, reason) => {
    const { length } = bytesOf(bytes)
    const holder = gob.struct('main.Event', { At: raw })
    expect(messageOf(() => gob.decode(event, gob.encode(holder, { At: bytesOf(bytes) })))).toBe(
      `gob: time.Time cannot be decoded from its ${length} bytes: ${reason} (byte 48, at Event.At)`,
    )
  })

  it.each([
    [{ epochNanoseconds: 0n, offsetSeconds: 1.5 }, 'an offset of 1.5 seconds is no integer'],
    [{ epochNanoseconds: 0n, offsetSeconds: Number.NaN }, 'an offset of NaN seconds is no integer'],
    [{ epochNanoseconds: 0n, offsetSeconds: Number.POSITIVE_INFINITY }, 'an offset of Infinity seconds is no integer'],
    [{ epochNanoseconds: 0n, offsetSeconds: 32_768 * 60 }, 'an offset of 1966080 seconds is out of range'],
    [{ epochNanoseconds: 0n, offsetSeconds: -32_769 * 60 }, 'an offset of -1966140 seconds is out of range'],
    [{ epochNanoseconds: 0n, offsetSeconds: -60 }, 'an offset of -60 seconds cannot be sent: -1 minute stands for UTC'],
    [
      { epochNanoseconds: 0n, offsetSeconds: -119 },
      'an offset of -119 seconds cannot be sent: -1 minute stands for UTC',
    ],
    [
      { epochNanoseconds: (2n ** 63n - 62_135_596_800n) * second, offsetSeconds: null },
      `${(2n ** 63n - 62_135_596_800n) * second} ns from 1970 are out of range`,
    ],
    [
      { epochNanoseconds: (-(2n ** 63n) - 62_135_596_800n) * second - 1n, offsetSeconds: null },
      `${(-(2n ** 63n) - 62_135_596_800n) * second - 1n} ns from 1970 are out of range`,
    ],
    [new Date(Number.NaN), 'the Date is invalid'],
    [1_795_437_296_789, 'wanted a Date, or epochNanoseconds (a bigint) and offsetSeconds (a number or null)'],
    [null, 'wanted a Date, or epochNanoseconds (a bigint) and offsetSeconds (a number or null)'],
    [{ epochNanoseconds: 0n }, 'wanted a Date, or epochNanoseconds (a bigint) and offsetSeconds (a number or null)'],
    [
      { epochNanoseconds: 0, offsetSeconds: null },
      'wanted a Date, or epochNanoseconds (a bigint) and offsetSeconds (a number or null)',
    ],
  ])('cannot be made of %o', (given, reason) => {
    expect(messageOf(() => gob.encode(event, { At: given as gob.Time }))).toBe(
      `gob: time.Time cannot be encoded: ${reason} (at Event.At)`,
    )
  })

  it('is left out of structs where it is Go’s zero time, in UTC', () => {
    const none = gob.encode(event, {})
    expect(gob.decode(event, none)).toStrictEqual({ At: { epochNanoseconds: yearOne, offsetSeconds: null } })
    expect(gob.encode(event, { At: { epochNanoseconds: yearOne, offsetSeconds: null } })).toEqual(none)
    expect(gob.encode(event, { At: new Date(Number(yearOne / 1_000_000n)) })).toEqual(none)
    expect(gob.encode(event, { At: { epochNanoseconds: yearOne, offsetSeconds: 0 } })).not.toEqual(none)
    expect(gob.encode(event, { At: { epochNanoseconds: yearOne + 1n, offsetSeconds: null } })).not.toEqual(none)
  })

  it('takes Dates, also of another realm and before 1970', () => {
    const foreign = runInNewContext('new Date(-1)') as Date
    expect(gob.decode(gob.time, gob.encode(gob.time, foreign))).toStrictEqual({
      epochNanoseconds: -1_000_000n,
      offsetSeconds: null,
    })
    expectTypeOf<gob.Input<typeof gob.time>>().toEqualTypeOf<gob.Time | Date>()
    expectTypeOf<gob.Infer<typeof gob.time>>().toEqualTypeOf<gob.Time>()
    for (const date of [new Date(0), new Date(8.64e15), new Date(-8.64e15), new Date('2026-11-23T12:34:56.789Z')]) {
      expect(gob.timeToDate(gob.decode(gob.time, gob.encode(gob.time, date)))).toEqual(date)
    }
  })
})

describe('timeToDate', () => {
  it.each([
    [1_999_999n, 1],
    [0n, 0],
    [-1n, -1],
    [-1_000_000n, -1],
    [-1_000_001n, -2],
  ])('rounds %s ns down to %s ms', (epochNanoseconds, milliseconds) => {
    expect(gob.timeToDate({ epochNanoseconds, offsetSeconds: 3600 }).getTime()).toBe(milliseconds)
  })

  it('refuses what no Date can be', () => {
    const most = 8_640_000_000_000_000n * 1_000_000n
    expect(gob.timeToDate({ epochNanoseconds: most, offsetSeconds: null }).getTime()).toBe(8.64e15)
    expect(() => gob.timeToDate({ epochNanoseconds: most + 1_000_000n, offsetSeconds: null })).toThrow(
      new RangeError(`gob: no Date is ${most + 1_000_000n} ns from 1970`),
    )
  })
})
