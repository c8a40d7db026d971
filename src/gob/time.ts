import type { GobType } from './gob-type.ts'
import { gobEncoder } from './marshaler-types.ts'

/** Go's `time.Time`: an instant and the offset of its zone. */
export interface Time {
  /** Nanoseconds since 1970-01-01T00:00:00Z. Go's zero value is year 1. */
  readonly epochNanoseconds: bigint
  /**
   * Seconds east of UTC; null for Go's `time.UTC`, which is not the same as a zone with offset 0. The zone's name is not
   * sent.
   */
  readonly offsetSeconds: number | null
}

const second = 1_000_000_000n
/** Seconds from year 1, from which Go counts, to 1970. */
const yearOne = 62_135_596_800n

/**
 * Go's `time.Time`, to the nanosecond; encoding takes a Date, too (its milliseconds, in UTC). What Go cannot send is an
 * error: more than 2^63 seconds from year 1, offsets beyond ±546 hours and those from -119 to -60 seconds. A monotonic
 * clock reading is not sent.
 *
 * Read better than by Go: an offset of a zone west of Greenwich with seconds in it (-4:56:02), which Go's own decoder
 * makes 256 seconds more; and nanoseconds that are no fraction of a second are an error.
 *
 * @see GOROOT/src/time/time.go, `AppendBinary`, `UnmarshalBinary`
 */
export const time: GobType<Time, Time | Date> = gobEncoder<Time, Time | Date>('time.Time', {
  decode,
  encode,
  zero: () => ({ epochNanoseconds: -yearOne * second, offsetSeconds: null }),
  isZero(value) {
    const { epochNanoseconds, offsetSeconds } = timeOf(value)
    return offsetSeconds === null && epochNanoseconds === -yearOne * second
  },
})

/**
 * The Date of a {@link Time}: rounded down to milliseconds, without the offset.
 *
 * @throws {RangeError} if it is beyond the years -271821 to 275760, where Dates end.
 */
export function timeToDate({ epochNanoseconds }: Time): Date {
  const date = new Date(Number(floor(epochNanoseconds, 1_000_000n)))
  if (Number.isNaN(date.getTime())) throw new RangeError(`gob: no Date is ${epochNanoseconds} ns from 1970`)
  return date
}

/** Version 1: version, seconds since year 1 (8 bytes), nanoseconds (4), minutes east (2; -1 is UTC). Version 2: seconds east, too. */
function decode(bytes: Uint8Array): Time {
  const version = bytes[0]
  if (version === undefined) throw new RangeError('no data')
  if (version !== 1 && version !== 2) throw new RangeError(`version ${version} is neither 1 nor 2`)
  const length = version + 14
  if (bytes.length !== length) throw new RangeError(`version ${version} has ${length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  const nanoseconds = view.getInt32(9)
  if (nanoseconds < 0 || nanoseconds > 999_999_999) {
    throw new RangeError(`${nanoseconds} nanoseconds are no fraction of a second`)
  }
  const offset = view.getInt16(13) * 60 + (version === 2 ? view.getInt8(15) : 0)
  return {
    epochNanoseconds: (view.getBigInt64(1) - yearOne) * second + BigInt(nanoseconds),
    offsetSeconds: offset === -60 ? null : offset,
  }
}

function encode(value: Time | Date): Uint8Array {
  const { epochNanoseconds, offsetSeconds } = timeOf(value)
  const seconds = floor(epochNanoseconds, second) + yearOne
  if (BigInt.asIntN(64, seconds) !== seconds) throw new RangeError(`${epochNanoseconds} ns from 1970 are out of range`)
  const offset = offsetSeconds ?? -60
  const minutes = Math.trunc(offset / 60)
  if (!Number.isInteger(offset)) throw new RangeError(`an offset of ${offset} seconds is no integer`)
  if (minutes < -32768 || minutes > 32767) throw new RangeError(`an offset of ${offset} seconds is out of range`)
  if (minutes === -1 && offsetSeconds !== null) {
    throw new RangeError(`an offset of ${offset} seconds cannot be sent: -1 minute stands for UTC`)
  }
  const rest = offset % 60
  const bytes = new Uint8Array(rest === 0 ? 15 : 16)
  const view = new DataView(bytes.buffer)
  view.setInt8(0, rest === 0 ? 1 : 2)
  view.setBigInt64(1, seconds)
  view.setInt32(9, Number(epochNanoseconds - floor(epochNanoseconds, second) * second))
  view.setInt16(13, minutes)
  if (rest !== 0) view.setInt8(15, rest)
  return bytes
}

function timeOf(value: unknown): Time {
  if (isDate(value)) {
    const milliseconds = Date.prototype.getTime.call(value)
    if (Number.isNaN(milliseconds)) throw new RangeError('the Date is invalid')
    return { epochNanoseconds: BigInt(milliseconds) * 1_000_000n, offsetSeconds: null }
  }
  const { epochNanoseconds, offsetSeconds } = Object(value) as Partial<Time>
  if (typeof epochNanoseconds !== 'bigint' || (typeof offsetSeconds !== 'number' && offsetSeconds !== null)) {
    throw new TypeError('wanted a Date, or epochNanoseconds (a bigint) and offsetSeconds (a number or null)')
  }
  return { epochNanoseconds, offsetSeconds }
}

/** Also one of another realm. */
function isDate(value: unknown): value is Date {
  return value instanceof Date || Object.prototype.toString.call(value) === '[object Date]'
}

/** BigInts divide towards zero. */
function floor(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return quotient * by > value ? quotient - 1n : quotient
}
