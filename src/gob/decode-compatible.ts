import type { ReceivedTypes } from './decode-definitions.ts'
import type { AnyGobType } from './gob-type.ts'
import { baseType, keyOf } from './type-identity.ts'
import { basicIds } from './wire-type.ts'

/**
 * Whether values of a sent type may be read as the wanted type: integers of any width as one another (checked value
 * by value), but not signed as unsigned; strings not as bytes; arrays only of equal length. What was sent by a method of
 * its own only as what is read by the same method, whatever its name. Structs are always: their fields are compared one
 * by one, by name.
 *
 * @see GOROOT/src/encoding/gob/decode.go, `compatibleType`
 */
export function isCompatible(
  types: ReceivedTypes,
  wanted: AnyGobType,
  id: number,
  inProgress = new Map<string, number>(),
): boolean {
  const key = keyOf(wanted)
  const before = inProgress.get(key)
  if (before !== undefined) return before === id
  inProgress.set(key, id)
  const { shape } = baseType(wanted)
  const sent = types.get(id)
  if (shape.kind === 'marshaler' || sent?.kind === 'marshaler') {
    return shape.kind === 'marshaler' && sent?.kind === 'marshaler' && shape.by === sent.by
  }
  switch (shape.kind) {
    case 'bool':
    case 'int':
    case 'uint':
    case 'float':
    case 'complex':
    case 'string':
    case 'bytes':
    case 'interface':
      return id === basicIds[shape.kind]
    case 'array':
      return (
        sent?.kind === 'array' && sent.length === shape.length && isCompatible(types, shape.elem, sent.elem, inProgress)
      )
    case 'map':
      return (
        sent?.kind === 'map' &&
        isCompatible(types, shape.key, sent.key, inProgress) &&
        isCompatible(types, shape.elem, sent.elem, inProgress)
      )
    case 'slice':
      return sent?.kind === 'slice' && isCompatible(types, baseType(shape.elem), sent.elem, inProgress)
    case 'struct':
      return true
    default:
      return false
  }
}
