import { ByType, type Described } from './decode-by-type.ts'
import { type Cursor, noField } from './decode-cursor.ts'
import type { ReceivedTypes } from './decode-definitions.ts'
import { readAnyInterface } from './decode-interface.ts'
import { type Read, scalarReader } from './decode-scalar.ts'
import { readElements, readMap } from './decode-value.ts'
import { outOfFields } from './decode-walk.ts'
import { within } from './fault.ts'
import { basicIds } from './wire-type.ts'

interface AnyReader {
  read: Read
}

const basics: readonly (readonly [number, AnyReader])[] = [
  [basicIds.bool, { read: scalarReader({ kind: 'bool' }) }],
  [
    basicIds.int,
    {
      read: exact(
        (cursor) => cursor.readInt(),
        (cursor) => cursor.readBigInt(),
      ),
    },
  ],
  [
    basicIds.uint,
    {
      read: exact(
        (cursor) => cursor.readUint(),
        (cursor) => cursor.readBigUint(),
      ),
    },
  ],
  [basicIds.float, { read: scalarReader({ kind: 'float', bits: 64 }) }],
  [basicIds.bytes, { read: scalarReader({ kind: 'bytes' }) }],
  [basicIds.string, { read: scalarReader({ kind: 'string', as: 'text' }) }],
  [basicIds.complex, { read: scalarReader({ kind: 'complex', bits: 128 }) }],
]

/** The readers of one stream for values whose type nobody names: by what the stream says of it alone. */
export class AnyReaders {
  readonly #readers: ByType<AnyReader>

  constructor(types: ReceivedTypes) {
    const readConcrete = (cursor: Cursor, id: number) => this.read(cursor, id)
    this.#readers = new ByType<AnyReader>(
      types,
      [...basics, [basicIds.interface, { read: readAnyInterface(readConcrete) }]],
      () => ({ read: (cursor) => cursor.fail('a type is read before it is complete') }),
      complete,
    )
  }

  /** Reads one value that stands by itself: the whole one, or an interface's. */
  read(cursor: Cursor, id: number): unknown {
    return this.#readers.begin(cursor, id).read(cursor)
  }
}

/** A number where it is a safe integer, else a bigint. */
function exact(readNumber: (cursor: Cursor) => number, readBigint: (cursor: Cursor) => bigint): Read {
  return (cursor) => {
    const at = cursor.position
    const value = readNumber(cursor)
    if (Number.isSafeInteger(value)) return value
    cursor.position = at
    return readBigint(cursor)
  }
}

function complete(reader: AnyReader, type: Described, part: (id: number) => AnyReader): void {
  switch (type.kind) {
    case 'array':
      reader.read = readElements('array', part(type.elem), type.length)
      return
    case 'slice':
      reader.read = readElements('slice', part(type.elem))
      return
    case 'map':
      reader.read = readMap(part(type.key), part(type.elem))
      return
    case 'struct': {
      const keys = keysOf(type.fields)
      const fields = type.fields.map(({ id }, number) => ({ key: keys[number] as string, reader: part(id) }))
      reader.read = readFields(type.name, fields)
      return
    }
    default:
      reader.read = (cursor) => ({ marshaler: type.by, name: type.name, bytes: cursor.readBytes() })
  }
}

/** The fields' names. Go has no two of one name in a struct, but a stream may: then the later ones are `Name#number`. */
function keysOf(fields: readonly { readonly name: string }[]): string[] {
  const keys = new Set<string>()
  for (const [number, { name }] of fields.entries()) {
    let key = name
    while (keys.has(key)) key += `#${number}`
    keys.add(key)
  }
  return [...keys]
}

function readFields(name: string, fields: readonly { readonly key: string; readonly reader: AnyReader }[]): Read {
  return (cursor) => {
    cursor.enter()
    const value: Record<string, unknown> = {}
    for (let number = cursor.readField(-1); number !== noField; number = cursor.readField(number)) {
      const field = fields[number]
      if (field === undefined) return cursor.fail(outOfFields(number, fields.length, name), cursor.fieldAt)
      try {
        const part = field.reader.read(cursor)
        if (field.key === '__proto__') own(value, field.key, part)
        else value[field.key] = part
      } catch (error) {
        throw within(`.${field.key}`, error)
      }
    }
    cursor.depth--
    return value
  }
}

/** An assignment would set the object's prototype. */
function own(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}
