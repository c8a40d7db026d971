import type { Cursor } from './decode-cursor.ts'
import type { Read } from './decode-scalar.ts'
import { within } from './fault.ts'
import type { AnyGobType } from './gob-type.ts'
import { maxNameBytes } from './registry.ts'

/** Reads what follows an interface value's type id. */
export type ReadConcrete = (cursor: Cursor, type: AnyGobType, id: number) => unknown

/**
 * Reads an interface value: a registered name ('' is nil), definitions that have not been sent yet, a type id, a byte
 * count that nobody needs, the value. After each definition the message ends, and the value goes on in the next one.
 *
 * @see GOROOT/src/encoding/gob/decode.go, `decodeInterface`
 */
export function readInterface(types: Readonly<Record<string, AnyGobType>>, readConcrete: ReadConcrete): Read {
  return (cursor) => {
    const at = cursor.position
    const name = cursor.readString()
    if (name === '') return null
    needName(cursor, cursor.position - at, at)
    const type = types[name]
    if (type === undefined) return cursor.fail(`type ${JSON.stringify(name)} is not registered for interfaces`, at)
    try {
      const id = cursor.nextType()
      cursor.readUint()
      cursor.enter()
      const value = readConcrete(cursor, type, id)
      cursor.depth--
      return { name, value }
    } catch (error) {
      throw within(`.(${name})`, error)
    }
  }
}

/**
 * Steps over an interface value, whatever it holds: also nil in a list, and one that holds another whose type is defined
 * inside of it; Go's `ignoreInterface` can do neither.
 */
export function skipInterface(cursor: Cursor, skipConcrete: (cursor: Cursor, id: number) => void): void {
  const at = cursor.position
  cursor.skipBytes('type name')
  const size = cursor.position - at
  if (size === 1) return
  needName(cursor, size, at)
  const id = cursor.nextType()
  cursor.readUint()
  cursor.enter()
  skipConcrete(cursor, id)
  cursor.depth--
}

/** `size` counts the length in front of the name, too: three bytes for one of this size. */
function needName(cursor: Cursor, size: number, at: number): void {
  if (size > maxNameBytes + 3) cursor.fail(`type name of more than ${maxNameBytes} bytes`, at)
}
