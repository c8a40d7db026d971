import type { AnyGobType } from './gob-type.ts'
import { resolved, textOf } from './type-identity.ts'

/** More structs and arrays directly inside one another are a type of endless size. */
const mostNested = 1000

/**
 * A new zero value, as Go's `var x T`: 0, '', false, an empty array, Map or Uint8Array, a codec's own, `undefined` for a pointer,
 * and structs and arrays full of the zero values of their parts.
 */
export function zeroOf(type: AnyGobType, depth = 0): unknown {
  const { shape } = resolved(type)
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
      return shape.as === 'text' ? '' : new Uint8Array(0)
    case 'bytes':
      return new Uint8Array(0)
    case 'interface':
      return null
    case 'marshaler':
      return shape.codec.zero()
    case 'slice':
      return []
    case 'map':
      return new Map()
    case 'array':
      return Array.from({ length: shape.length }, () => zeroOf(shape.elem, depth + 1))
    case 'struct': {
      if (depth > mostNested) throw new TypeError(`gob: ${textOf(type)} contains itself: Go needs a pointer in between`)
      return Object.fromEntries(shape.fields.map((field) => [field.name, zeroOf(field.type, depth + 1)]))
    }
    default:
      return undefined
  }
}
