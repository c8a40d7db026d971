import type { AnyGobType, Complex } from '../../../src/gob/door.ts'
import type { Json } from '../notation.ts'
import { isLeftOut, sorted } from './notation.ts'

/** What `decodeAny` gives, as JSON: numbers with their type, maps in one order. */
export function described(value: unknown): Json {
  if (typeof value === 'number' || typeof value === 'bigint') return numberText(value)
  if (typeof value !== 'object' || value === null) return value as Json
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString('hex') }
  if (Array.isArray(value)) return value.map(described)
  if (value instanceof Map) return { map: sorted([...value].map(([key, elem]) => [described(key), described(elem)])) }
  // Go leaves out the names of types that are elements of maps and arrays.
  if ('marshaler' in value && 'bytes' in value)
    return { marshaler: String(value.marshaler), bytes: described(value.bytes) }
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, described(field)]))
}

/** What `decodeAny` has to give for a value of a type, by its documentation. */
export function description(type: AnyGobType, value: unknown): Json {
  const { shape } = type
  switch (shape.kind) {
    case 'bool':
      return value as boolean
    case 'string':
      return Buffer.from(value as string | Uint8Array).toString()
    case 'int':
    case 'uint':
      return numberText(Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value as bigint))
    case 'float':
      return float(value as number, shape.bits)
    case 'complex': {
      const { re, im } = value as Complex
      const bits = shape.bits === 64 ? 32 : 64
      return { re: float(re, bits), im: float(im, bits) }
    }
    case 'bytes':
      return described(value)
    case 'slice':
    case 'array':
      return (value as unknown[]).map((item) => description(shape.elem, item))
    case 'map': {
      const pairs = [...(value as Map<unknown, unknown>)].map(([key, elem]): [Json, Json] => [
        description(shape.key, key),
        description(shape.elem, elem),
      ])
      // Strings that are not UTF-8 may be one text, and one key.
      const text = shape.key.shape.kind === 'string'
      return { map: sorted(text ? [...new Map(pairs)] : pairs) }
    }
    case 'struct': {
      const given = value as Readonly<Record<string, unknown>>
      // Structs and arrays are sent where they are zero, too.
      const sent = shape.fields.flatMap(({ name, type: of }) => {
        const field = given[name] ?? zeroOf(of)
        return isLeftOut(of, field) ? [] : [[name, description(of, field)] as const]
      })
      return Object.fromEntries(sent)
    }
    case 'interface': {
      if (value === null) return null
      const { name, value: concrete } = value as { name: string; value: unknown }
      return { name, value: description(shape.types[name] as AnyGobType, concrete) }
    }
    case 'marshaler': {
      const bytes = shape.codec.encode(value as never)
      return { marshaler: shape.by, bytes: described(bytes) }
    }
    case 'pointer':
      return description(shape.elem, value)
    default:
      return description(shape.resolve(), value)
  }
}

/** The zero values that a struct sends. */
function zeroOf({ shape }: AnyGobType): unknown {
  if (shape.kind === 'lazy') return zeroOf(shape.resolve())
  if (shape.kind === 'struct') return {}
  return shape.kind === 'array' ? Array.from({ length: shape.length }, () => zeroElement(shape.elem)) : undefined
}

function zeroElement(type: AnyGobType): unknown {
  const { shape } = type
  switch (shape.kind) {
    case 'bool':
      return false
    case 'int':
    case 'uint':
      return shape.as === 'bigint' ? 0n : 0
    case 'float':
      return 0
    case 'complex':
      return { re: 0, im: 0 }
    case 'string':
      return shape.as === 'bytes' ? new Uint8Array(0) : ''
    case 'bytes':
      return new Uint8Array(0)
    case 'slice':
      return []
    case 'map':
      return new Map()
    case 'marshaler':
      return shape.codec.zero()
    case 'lazy':
      return zeroElement(shape.resolve())
    default:
      return zeroOf(type) ?? null
  }
}

const numberText = (value: number | bigint): Json => `${typeof value} ${Object.is(value, -0) ? '-0' : value}`

const float = (value: number, bits: 32 | 64): Json => numberText(bits === 32 ? Math.fround(value) : value)
