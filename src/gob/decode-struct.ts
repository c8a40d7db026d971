import type { Read } from './decode-scalar.ts'
import { outOfFields, type Skipper } from './decode-skip.ts'
import { within } from './fault.ts'
import type { Shape, StructField } from './gob-type.ts'
import { resolved } from './type-identity.ts'
import { zeroOf } from './zero-value.ts'

/** A sent field: read into the field of that name, or stepped over. */
export interface Slot {
  readonly name: string
  readonly reader: { readonly read: Read } | undefined
  readonly skipper: Skipper | undefined
}

/** The kinds whose zero value is an object, made anew for each struct. */
const objectKinds: ReadonlySet<Shape['kind']> = new Set([
  'complex',
  'bytes',
  'slice',
  'array',
  'map',
  'struct',
] as const)

export function readStruct(name: string, slots: readonly Slot[], fields: readonly StructField[]): Read {
  // Cloning one object with all the fields is the fastest way to make another. What is not a primitive is
  // made only where nothing was sent.
  const template: Record<string, unknown> = {}
  const objects: StructField[] = []
  for (const field of fields) {
    const { kind } = resolved(field.type).shape
    const isObject = objectKinds.has(kind)
    template[field.name] = isObject ? undefined : zeroOf(field.type)
    if (isObject) objects.push(field)
  }
  return (cursor) => {
    cursor.enter()
    const value = { ...template }
    let number = -1
    while (cursor.position < cursor.end) {
      const at = cursor.position
      const delta = cursor.readUint()
      if (delta === 0) break
      number += delta
      const slot = slots[number]
      if (slot === undefined) return cursor.fail(outOfFields(number, slots.length, name), at)
      try {
        if (slot.reader !== undefined) value[slot.name] = slot.reader.read(cursor)
        else slot.skipper?.skip(cursor)
      } catch (error) {
        throw within(`.${slot.name}`, error)
      }
    }
    for (const field of objects) if (value[field.name] === undefined) value[field.name] = zeroOf(field.type)
    cursor.depth--
    return value
  }
}
