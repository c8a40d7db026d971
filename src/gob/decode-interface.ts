import type { Cursor } from './decode-cursor.ts'
import type { Read } from './decode-scalar.ts'
import type { Parts, Skipper } from './decode-walk.ts'
import { within } from './fault.ts'
import type { AnyGobType } from './gob-type.ts'
import { maxNameBytes } from './registry.ts'

/** Reads what follows an interface value's type id. */
export type ReadConcrete = (cursor: Cursor, type: AnyGobType, id: number) => unknown

/** The reader of interface values whose types are registered. */
export function readInterface(types: Readonly<Record<string, AnyGobType>>, readConcrete: ReadConcrete): Read {
  const typeOf = (cursor: Cursor, name: string, at: number) =>
    types[name] ?? cursor.fail(`type ${JSON.stringify(name)} is not registered for interfaces`, at)
  return readNamed(typeOf, readConcrete)
}

/** The reader of interface values of any type. */
export function readAnyInterface(readConcrete: (cursor: Cursor, id: number) => unknown): Read {
  return readNamed(
    () => undefined,
    (cursor, _type, id) => readConcrete(cursor, id),
  )
}

/**
 * Reads an interface value: a registered name ('' is nil), definitions that have not been sent yet, a type id, a byte
 * count that nobody needs, the value. After each definition the message ends, and the value goes on in the next one.
 *
 * @see GOROOT/src/encoding/gob/decode.go, `decodeInterface`
 */
function readNamed<T>(
  typeOf: (cursor: Cursor, name: string, at: number) => T,
  readConcrete: (cursor: Cursor, type: T, id: number) => unknown,
): Read {
  return (cursor) => {
    const at = cursor.position
    const name = cursor.readString()
    if (name === '') return null
    needName(cursor, cursor.position - at, at)
    const type = typeOf(cursor, name, at)
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
 * How an interface value is stepped over, whatever it holds: also nil in a list, and one that holds another whose type is
 * defined inside of it; Go's `ignoreInterface` can do neither.
 */
export function concreteParts(beginConcrete: (cursor: Cursor, id: number) => Skipper): Parts {
  return {
    begin(cursor, step) {
      const at = cursor.position
      const length = cursor.skipBytes('type name')
      needName(cursor, cursor.position - at, at)
      step.count = length === 0 ? 0 : 1
    },
    next(cursor, step) {
      if (step.index === step.count) {
        if (step.count > 0) cursor.depth--
        return undefined
      }
      const id = cursor.nextType()
      step.index = 1
      cursor.readUint()
      cursor.enter()
      return beginConcrete(cursor, id)
    },
    place: () => '',
  }
}

/** `size` counts the length in front of the name, too: three bytes for one of this size. */
function needName(cursor: Cursor, size: number, at: number): void {
  if (size > maxNameBytes + 3) cursor.fail(`type name of more than ${maxNameBytes} bytes`, at)
}
