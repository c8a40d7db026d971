import { ByType, type Described } from './decode-by-type.ts'
import type { Cursor } from './decode-cursor.ts'
import type { ReceivedTypes } from './decode-definitions.ts'
import { concreteParts } from './decode-interface.ts'
import { elementParts, entryParts, fieldParts, type Parts, type Skipper, Walk } from './decode-walk.ts'
import { basicIds } from './wire-type.ts'

const leaf = (skip: Skipper['skip']): Skipper => ({ skip, parts: undefined })

const integer = leaf((cursor) => cursor.readUint64())

const basics: readonly (readonly [number, Skipper])[] = [
  [basicIds.bool, integer],
  [basicIds.int, integer],
  [basicIds.uint, integer],
  [basicIds.float, integer],
  [basicIds.bytes, leaf((cursor) => cursor.skipBytes('byte slice'))],
  [basicIds.string, leaf((cursor) => cursor.skipBytes('string'))],
  [
    basicIds.complex,
    leaf((cursor) => {
      cursor.readUint64()
      cursor.readUint64()
    }),
  ],
]

/** One that is entered before its parts are known. */
interface Entered extends Skipper {
  skip: Skipper['skip']
  parts: Parts | undefined
}

/** Who can step over values that nobody wants: by what the stream says of their types alone. */
export class Skippers {
  readonly #skippers: ByType<Skipper>
  readonly #walk = new Walk()

  constructor(types: ReceivedTypes) {
    const concrete = concreteParts((cursor, id) => this.begin(cursor, id))
    this.#skippers = new ByType<Skipper>(
      types,
      [...basics, [basicIds.interface, this.#enter(concrete)]],
      () => this.#enter(undefined),
      complete,
    )
  }

  /** Steps over one value that stands by itself: the whole one, or an interface's. */
  skip(cursor: Cursor, id: number): void {
    this.begin(cursor, id).skip(cursor)
  }

  /** Reads what comes before a value that stands by itself, and gives what steps over the rest. */
  begin(cursor: Cursor, id: number): Skipper {
    return this.#skippers.begin(cursor, id)
  }

  /** The skipper of a sent type. @throws {Fault} if it, or a type that it consists of, was never defined. */
  of(cursor: Cursor, id: number): Skipper {
    return this.#skippers.of(cursor, id)
  }

  #enter(parts: Parts | undefined): Entered {
    // Values inside of one another are one walk's, so that one can do for all.
    const skipper: Entered = { skip: (cursor) => this.#walk.start(cursor, skipper), parts }
    return skipper
  }
}

function complete(skipper: Entered, type: Described, part: (id: number) => Skipper): void {
  switch (type.kind) {
    case 'array':
      skipper.parts = elementParts('array', part(type.elem), type.length)
      return
    case 'slice':
      skipper.parts = elementParts('slice', part(type.elem))
      return
    case 'map':
      skipper.parts = entryParts(part(type.key), part(type.elem))
      return
    case 'struct':
      skipper.parts = fieldParts(
        type.name,
        type.fields.map((field) => ({ name: field.name, skipper: part(field.id) })),
      )
      return
    default:
      skipper.skip = (cursor) => cursor.skipBytes(`${type.by} value`)
  }
}
