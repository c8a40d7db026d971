import type { Cursor } from './decode-cursor.ts'
import { maxFloat32 } from './encode-scalar.ts'
import type { Shape } from './gob-type.ts'
import type { Complex } from './scalar-types.ts'

/** Reads one value whose type definition matched. */
export type Read = (cursor: Cursor) => unknown

type ScalarShape = Extract<Shape, { kind: 'bool' | 'int' | 'uint' | 'float' | 'complex' | 'string' | 'bytes' }>
type IntegerShape = Extract<ScalarShape, { kind: 'int' | 'uint' }>

/** The reader of a scalar type. The mirror of `scalarWriter`. */
export function scalarReader(shape: ScalarShape): Read {
  switch (shape.kind) {
    case 'bool':
      // Go takes any number but 0 for true.
      return (cursor) => {
        cursor.readUint64()
        return (cursor.high | cursor.low) !== 0
      }
    case 'string':
      return (cursor) => cursor.readString()
    case 'bytes':
      return (cursor) => cursor.readBytes()
    case 'float':
      return shape.bits === 64 ? (cursor) => cursor.readFloat() : readFloat32
    case 'complex':
      return shape.bits === 128 ? readComplex128 : readComplex64
    default:
      return shape.as === 'bigint' ? bigintReader(shape) : numberReader(shape)
  }
}

function readFloat32(cursor: Cursor): number {
  const at = cursor.position
  const value = cursor.readFloat()
  if (Number.isFinite(value) && Math.abs(value) > maxFloat32) cursor.fail(`${value} is out of range for float32`, at)
  return Math.fround(value)
}

function readComplex64(cursor: Cursor): Complex {
  const re = readFloat32(cursor)
  return { re, im: readFloat32(cursor) }
}

function readComplex128(cursor: Cursor): Complex {
  const re = cursor.readFloat()
  return { re, im: cursor.readFloat() }
}

function numberReader({ kind, bits, go, as }: IntegerShape): Read {
  const signed = kind === 'int'
  const safe = as === 'safe'
  const most = safe ? Number.MAX_SAFE_INTEGER : 2 ** (signed ? bits - 1 : bits) - 1
  const least = safe && signed ? -most : signed ? -most - 1 : 0
  return (cursor) => {
    const at = cursor.position
    const value = signed ? cursor.readInt() : cursor.readUint()
    if (value <= most && value >= least) return value
    const exact = signed ? signedBigint(cursor) : unsignedBigint(cursor)
    return cursor.fail(
      safe
        ? `${exact} is beyond the safe integers of safeInteger(${go}): use ${go}, a bigint`
        : `${exact} is out of range for ${go}`,
      at,
    )
  }
}

function bigintReader({ kind }: IntegerShape): Read {
  if (kind === 'uint') {
    return (cursor) => {
      cursor.readUint64()
      return unsignedBigint(cursor)
    }
  }
  return (cursor) => {
    cursor.readInt64()
    return signedBigint(cursor)
  }
}

function unsignedBigint({ high, low }: Cursor): bigint {
  return high === 0 ? BigInt(low) : (BigInt(high) << 32n) | BigInt(low)
}

function signedBigint(cursor: Cursor): bigint {
  const bits = unsignedBigint(cursor)
  return cursor.negative ? ~bits : bits
}
