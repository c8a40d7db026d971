import type { GobType, Shape } from './gob-type.ts'

const scalar = <T>(shape: Shape): GobType<T> => Object.freeze({ shape })

/** Go's `bool`. */
export const bool: GobType<boolean> = scalar({ kind: 'bool' })

/**
 * Go's `string`, as UTF-8. Go's strings need not be: what is not UTF-8 becomes U+FFFD when decoded, as a lone surrogate
 * does when encoded, and keys of a map that differ in nothing else become one. {@link stringBytes} loses nothing.
 */
export const string: GobType<string> = scalar({ kind: 'string', as: 'text' })

/**
 * Go's `string` as its bytes, whatever they are: nothing is lost where they are not UTF-8. On the wire it is a string,
 * not a `[]byte`. As a key of a Map it is an object, each distinct to JavaScript.
 */
export const stringBytes: GobType<Uint8Array> = scalar({ kind: 'string', as: 'bytes' })

/**
 * Go's `[]byte`. Decoded arrays are the caller's own and may be written to; one of 32 KiB or more may be a view
 * into a buffer that it shares with nothing but its own message.
 */
export const bytes: GobType<Uint8Array> = scalar({ kind: 'bytes' })

/** Go's `int8`: a number from -128 to 127; anything else is an error, encoding and decoding. */
export const int8: GobType<number> = scalar({ kind: 'int', go: 'int8', bits: 8, as: 'number' })
/** Go's `int16`: a number from -32768 to 32767. */
export const int16: GobType<number> = scalar({ kind: 'int', go: 'int16', bits: 16, as: 'number' })
/** Go's `int32` (and `rune`): a number from -2147483648 to 2147483647. */
export const int32: GobType<number> = scalar({ kind: 'int', go: 'int32', bits: 32, as: 'number' })
/** Go's `int64`: a bigint; see {@link safeInteger} for numbers. */
export const int64: GobType<bigint> = scalar({ kind: 'int', go: 'int64', bits: 64, as: 'bigint' })
/** Go's `int`, 64 bits wide: a bigint; see {@link safeInteger} for numbers. */
export const int: GobType<bigint> = scalar({ kind: 'int', go: 'int', bits: 64, as: 'bigint' })

/** Go's `uint8` (and `byte`): a number from 0 to 255. A slice of it is {@link bytes}. */
export const uint8: GobType<number> = scalar({ kind: 'uint', go: 'uint8', bits: 8, as: 'number' })
/** Go's `uint16`: a number from 0 to 65535. */
export const uint16: GobType<number> = scalar({ kind: 'uint', go: 'uint16', bits: 16, as: 'number' })
/** Go's `uint32`: a number from 0 to 4294967295. */
export const uint32: GobType<number> = scalar({ kind: 'uint', go: 'uint32', bits: 32, as: 'number' })
/** Go's `uint64`: a bigint; see {@link safeInteger} for numbers. */
export const uint64: GobType<bigint> = scalar({ kind: 'uint', go: 'uint64', bits: 64, as: 'bigint' })
/** Go's `uint`, 64 bits wide: a bigint; see {@link safeInteger} for numbers. */
export const uint: GobType<bigint> = scalar({ kind: 'uint', go: 'uint', bits: 64, as: 'bigint' })
/** Go's `uintptr`, 64 bits wide: a bigint. */
export const uintptr: GobType<bigint> = scalar({ kind: 'uint', go: 'uintptr', bits: 64, as: 'bigint' })

/** Go's `float32`: a number rounded to the nearest float32; a finite one beyond ±3.4028234663852886e38 is an error. */
export const float32: GobType<number> = scalar({ kind: 'float', bits: 32 })
/** Go's `float64`. */
export const float64: GobType<number> = scalar({ kind: 'float', bits: 64 })

/** A complex number, by its parts. As a key of a Map it is an object, each distinct to JavaScript. */
export interface Complex {
  readonly re: number
  readonly im: number
}

/** Go's `complex64`: both parts are numbers rounded to the nearest float32; a finite one beyond ±3.4028234663852886e38 is an error. */
export const complex64: GobType<Complex> = scalar({ kind: 'complex', bits: 64 })
/** Go's `complex128`: both parts are float64. */
export const complex128: GobType<Complex> = scalar({ kind: 'complex', bits: 128 })

/**
 * A 64-bit integer as a number: the one place where 64 bits are narrowed. On the wire it is what `type` is;
 * a value beyond ±(2^53-1) is an error that names it, encoding and decoding, and never rounded.
 *
 * @param type `int`, `int64`, `uint`, `uint64` or `uintptr`.
 */
export function safeInteger(type: GobType<bigint>): GobType<number> {
  const { shape } = type
  if (shape.kind !== 'int' && shape.kind !== 'uint') {
    throw new TypeError('gob: safeInteger takes int, int64, uint, uint64 or uintptr')
  }
  return scalar({ ...shape, as: 'safe' })
}
