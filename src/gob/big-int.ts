import type { GobType } from './gob-type.ts'
import { gobEncoder } from './marshaler-types.ts'
import { readUtf8, wrap } from './platform.ts'

/**
 * Go's `big.Int`: a bigint of any size. `*big.Int`, as Go programs mostly have it, is `pointer(bigInt)`.
 *
 * @see GOROOT/src/math/big/intmarsh.go, `GobEncode`, `GobDecode`
 */
export const bigInt: GobType<bigint> = gobEncoder('big.Int', { decode, encode, zero: () => 0n })

/** A version (1), shifted left by one, with the sign in bit 0; the absolute value, big-endian. No bytes at all are 0. */
const version = 1

/** V8's BigInts have at most 2^30 bits; they are put together from a text of twice as many bytes. */
const mostBytes = 2 ** 27

function decode(bytes: Uint8Array): bigint {
  const first = bytes[0]
  if (first === undefined) return 0n
  if (first >> 1 !== version) throw new RangeError(`version ${first >> 1} is not ${version}`)
  if (bytes.length === 1) return 0n
  if (bytes.length > mostBytes) throw new RangeError('a bigint cannot be as large')
  const value = BigInt(`0x${hexOf(bytes.subarray(1))}`)
  return first & 1 ? -value : value
}

function encode(value: bigint): Uint8Array {
  if (typeof value !== 'bigint') throw new TypeError('wanted a bigint')
  const hex = value === 0n ? '' : (value < 0n ? -value : value).toString(16)
  const length = (hex.length + 1) >> 1
  const bytes = new Uint8Array(1 + length)
  bytes[0] = (version << 1) | (value < 0n ? 1 : 0)
  for (let index = length, end = hex.length; end > 0; index--, end -= 2) {
    bytes[index] = Number.parseInt(hex.slice(Math.max(end - 2, 0), end), 16)
  }
  return bytes
}

/** By way of bytes: a text that is put together from pieces takes many times its size. */
function hexOf(bytes: Uint8Array): string {
  const digits = wrap(new Uint8Array(bytes.length * 2))
  let position = 0
  for (const byte of bytes) {
    digits[position++] = digitOf(byte >> 4)
    digits[position++] = digitOf(byte & 15)
  }
  return readUtf8(digits, 0, digits.length)
}

const digitOf = (value: number) => value + (value < 10 ? 0x30 : 0x57)
