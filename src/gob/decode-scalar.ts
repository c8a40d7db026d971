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
      return shape.as === 'text' ? (cursor) => cursor.readString() : (cursor) => cursor.readBytes()
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
    // A number beyond them may be rounded already: the text says what was sent.
    const exact = exactAt(cursor, at, signed)
    return cursor.fail(
      safe
        ? `${exact} is beyond the safe integers of safeInteger(${go}): use ${go}, a bigint`
        : `${exact} is out of range for ${go}`,
      at,
    )
  }
}

function exactAt(cursor: Cursor, position: number, signed: boolean): bigint {
  const { position: after } = cursor
  cursor.position = position
  const exact = signed ? cursor.readBigInt() : cursor.readBigUint()
  cursor.position = after
  return exact
}

function bigintReader({ kind }: IntegerShape): Read {
  return kind === 'int' ? (cursor) => cursor.readBigInt() : (cursor) => cursor.readBigUint()
}
