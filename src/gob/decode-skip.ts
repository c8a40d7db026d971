import type { Cursor } from './decode-cursor.ts'
import type { Received, ReceivedTypes } from './decode-definitions.ts'
import { skipInterface } from './decode-interface.ts'
import { within } from './fault.ts'
import { basicIds } from './wire-type.ts'

/** Steps over one value of a sent type. An object, so that a type can be entered before its parts are known. */
export interface Skipper {
  skip(cursor: Cursor): void
}

const skipInteger: Skipper = { skip: (cursor) => cursor.readUint64() }

const basics: ReadonlyMap<number, Skipper> = new Map<number, Skipper>([
  [basicIds.bool, skipInteger],
  [basicIds.int, skipInteger],
  [basicIds.uint, skipInteger],
  [basicIds.float, skipInteger],
  [basicIds.bytes, { skip: (cursor) => cursor.skipBytes('byte slice') }],
  [basicIds.string, { skip: (cursor) => cursor.skipBytes('string') }],
  [
    basicIds.complex,
    {
      skip(cursor) {
        cursor.readUint64()
        cursor.readUint64()
      },
    },
  ],
])

/** Who can step over values that nobody wants: by what the stream says of their types alone. */
export class Skippers {
  readonly #types: ReceivedTypes
  readonly #known = new Map<number, Skipper>()

  constructor(types: ReceivedTypes) {
    this.#types = types
    const skipConcrete = (cursor: Cursor, id: number) => this.skip(cursor, id)
    this.#known.set(basicIds.interface, { skip: (cursor) => skipInterface(cursor, skipConcrete) })
  }

  /** Steps over one value that stands by itself: the whole one, or an interface's. */
  skip(cursor: Cursor, id: number): void {
    const skipper = this.of(cursor, id)
    if (this.#types.get(id)?.kind !== 'struct') cursor.needSingle()
    skipper.skip(cursor)
  }

  /**
   * The skipper of a sent type. All types it consists of are looked up now, as Go does.
   *
   * @throws {Fault} if one of them was never defined.
   */
  of(cursor: Cursor, id: number): Skipper {
    const known = basics.get(id) ?? this.#known.get(id)
    if (known !== undefined) return known
    // A list of what is still to be made, not recursion: a stream may nest its types as deep as it likes.
    const entered: number[] = []
    const enter = (part: number): Skipper => {
      const basic = basics.get(part) ?? this.#known.get(part)
      if (basic !== undefined) return basic
      const skipper: Skipper = { skip: (at) => at.fail(`type id ${part} is not complete`) }
      this.#known.set(part, skipper)
      entered.push(part)
      return skipper
    }
    const wanted = enter(id)
    try {
      for (let next = 0; next < entered.length; next++) {
        const part = entered[next] as number
        const type = this.#types.get(part)
        if (type === undefined) cursor.fail(`type id ${part} was never defined`)
        const skipper = this.#known.get(part)
        if (skipper !== undefined) skipper.skip = make(cursor, type, enter)
      }
    } catch (error) {
      for (const part of entered) this.#known.delete(part)
      throw error
    }
    return wanted
  }
}

function make(cursor: Cursor, type: Received, enter: (id: number) => Skipper): Skipper['skip'] {
  switch (type.kind) {
    case 'array':
      return skipElements('array', enter(type.elem), type.length)
    case 'slice':
      return skipElements('slice', enter(type.elem))
    case 'map':
      return skipMap(enter(type.key), enter(type.elem))
    case 'struct':
      return skipStruct(
        type.name,
        type.fields.map((field) => ({ name: field.name, skipper: enter(field.id) })),
      )
    case 'marshaler':
      return (at) => at.skipBytes(`${type.by} value`)
    default:
      return cursor.fail('a type was defined without a description')
  }
}

function skipElements(what: 'slice' | 'array', elem: Skipper, length?: number): Skipper['skip'] {
  return (cursor) => {
    const at = cursor.position
    const count = cursor.readCount(what)
    if (length !== undefined && count !== length) {
      cursor.fail(`array of ${count} elements, its type has ${length}`, at)
    }
    cursor.enter()
    let index = 0
    try {
      for (; index < count; index++) {
        cursor.needElement(count)
        elem.skip(cursor)
      }
    } catch (error) {
      throw within(`[${index}]`, error)
    }
    cursor.depth--
  }
}

function skipMap(key: Skipper, elem: Skipper): Skipper['skip'] {
  return (cursor) => {
    const count = cursor.readCount('map')
    cursor.enter()
    let index = 0
    try {
      for (; index < count; index++) {
        cursor.needElement(count)
        key.skip(cursor)
        elem.skip(cursor)
      }
    } catch (error) {
      throw within(`[key ${index}]`, error)
    }
    cursor.depth--
  }
}

function skipStruct(name: string, fields: readonly { name: string; skipper: Skipper }[]): Skipper['skip'] {
  return (cursor) => {
    cursor.enter()
    let number = -1
    while (cursor.position < cursor.end) {
      const at = cursor.position
      const delta = cursor.readUint()
      if (delta === 0) break
      number += delta
      const field = fields[number]
      if (field === undefined) return cursor.fail(outOfFields(number, fields.length, name), at)
      try {
        field.skipper.skip(cursor)
      } catch (error) {
        throw within(`.${field.name}`, error)
      }
    }
    cursor.depth--
  }
}

export function outOfFields(number: number, count: number, name: string): string {
  return `field number ${number}, but ${name === '' ? 'the struct' : name} was sent with ${count} fields`
}
