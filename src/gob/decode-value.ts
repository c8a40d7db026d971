import { isCompatible } from './decode-compatible.ts'
import type { Cursor } from './decode-cursor.ts'
import type { ReceivedTypes } from './decode-definitions.ts'
import { type ReadConcrete, readInterface } from './decode-interface.ts'
import { marshalerReader } from './decode-marshaler.ts'
import { type Read, scalarReader } from './decode-scalar.ts'
import type { Skippers } from './decode-skip.ts'
import { completeStruct, type Slot } from './decode-struct.ts'
import { Fault, keyPart, within } from './fault.ts'
import type { AnyGobType, Shape } from './gob-type.ts'
import { baseType, textOf } from './type-identity.ts'

/** Reads values of one sent type as one wanted type. An object, so that it can be entered before its parts are known. */
export interface Reader {
  read: Read
  /** A struct that has fields, sent as a struct that has fields, and none of them is common to both. */
  disjoint: boolean
}

type Kind<K extends Shape['kind']> = Extract<Shape, { kind: K }>

/** A struct whose fields are still to be compared; lists of these, not recursion: a stream may nest its types as deep as it likes. */
interface Pending {
  readonly reader: Reader
  readonly wanted: AnyGobType
  readonly shape: Kind<'struct'>
  readonly id: number
  readonly path: string
}

/** The readers of one stream: one for each sent type and wanted type, made when first needed. */
export class Readers {
  readonly #types: ReceivedTypes
  readonly #skippers: Skippers
  readonly #known = new Map<Shape, Map<number, Reader>>()
  /** What does not fit together, and how many types were known then: it is not compared again before there are more. */
  readonly #refused = new Map<
    Shape,
    Map<number, { readonly reason: string; readonly path: string; readonly types: number }>
  >()
  readonly #readConcrete: ReadConcrete = (cursor, type, id) => this.read(cursor, type, id, false)

  constructor(types: ReceivedTypes, skippers: Skippers) {
    this.#types = types
    this.#skippers = skippers
  }

  /**
   * The reader of a sent type as a wanted one. Everything that is sent is compared with what is wanted now, before any
   * value is read, as Go does.
   *
   * @throws {Fault} if they do not fit together; its path is the field's.
   */
  of(cursor: Cursor, wanted: AnyGobType, id: number, whole = true): Reader {
    const reader = this.#known.get(wanted.shape)?.get(id) ?? this.#compile(cursor, wanted, id, whole)
    // Go takes this for a mistake where it is the whole value, not inside of one.
    if (reader.disjoint) cursor.fail(`no field of the sent ${this.#types.textOf(id)} is one of ${textOf(wanted)}`)
    return reader
  }

  /** Reads one value that stands by itself: the whole one, or an interface's. */
  read(cursor: Cursor, wanted: AnyGobType, id: number, whole = true): unknown {
    const reader = this.of(cursor, wanted, id, whole)
    if (baseType(wanted).shape.kind !== 'struct') cursor.needSingle()
    return reader.read(cursor)
  }

  /** As {@link read}, for values of one type: most are sent as the one before. */
  whole(cursor: Cursor, wanted: AnyGobType): (id: number) => { readonly value: unknown } {
    const isStruct = baseType(wanted).shape.kind === 'struct'
    let lastId: number | undefined
    let last: Reader | undefined
    return (id) => {
      if (last === undefined || id !== lastId) {
        last = this.of(cursor, wanted, id)
        lastId = id
      }
      if (!isStruct) cursor.needSingle()
      return { value: last.read(cursor) }
    }
  }

  #compile(cursor: Cursor, wanted: AnyGobType, id: number, whole: boolean): Reader {
    const refused = this.#refused.get(wanted.shape)?.get(id)
    if (refused !== undefined && refused.types === this.#types.size) {
      const fault = new Fault(refused.reason, cursor.offsetOf(cursor.position))
      fault.path = refused.path
      throw fault
    }
    const pending: Pending[] = []
    const entered: [Shape, number][] = []
    try {
      // A whole value is wanted as what a pointer is to. That matters to a type that is its own element alone.
      const asked = whole ? ({ shape: { kind: 'pointer', elem: wanted } } as const) : wanted
      if (!isCompatible(this.#types, asked, id)) throw this.#mismatch(cursor, wanted, id, '')
      const reader = this.#make(cursor, wanted, id, '', pending, entered)
      for (let next = 0; next < pending.length; next++)
        this.#complete(cursor, pending[next] as Pending, pending, entered)
      this.#enter(wanted.shape, id, reader)
      return reader
    } catch (error) {
      for (const [shape, part] of entered) this.#known.get(shape)?.delete(part)
      if (error instanceof Fault) this.#refuse(wanted.shape, id, error)
      throw error
    }
  }

  #refuse(shape: Shape, id: number, { reason, path }: Fault): void {
    let byId = this.#refused.get(shape)
    if (byId === undefined) {
      byId = new Map()
      this.#refused.set(shape, byId)
    }
    byId.set(id, { reason, path, types: this.#types.size })
  }

  #enter(shape: Shape, id: number, reader: Reader): void {
    let byId = this.#known.get(shape)
    if (byId === undefined) {
      byId = new Map()
      this.#known.set(shape, byId)
    }
    byId.set(id, reader)
  }

  #make(
    cursor: Cursor,
    wanted: AnyGobType,
    id: number,
    path: string,
    pending: Pending[],
    entered: [Shape, number][],
  ): Reader {
    const base = baseType(wanted)
    const { shape } = base
    const known = this.#known.get(shape)?.get(id)
    if (known !== undefined) return known
    const reader: Reader = { read: notComplete, disjoint: false }
    this.#enter(shape, id, reader)
    entered.push([shape, id])
    const part = (type: AnyGobType, partId: number, name: string) =>
      this.#make(cursor, type, partId, path + name, pending, entered)
    const sent = this.#types.get(id)
    if (shape.kind === 'struct') pending.push({ reader, wanted: base, shape, id, path })
    else if (shape.kind === 'slice' && sent?.kind === 'slice') {
      reader.read = readElements('slice', part(shape.elem, sent.elem, '[]'))
    } else if (shape.kind === 'array' && sent?.kind === 'array') {
      reader.read = readElements('array', part(shape.elem, sent.elem, '[]'), shape.length)
    } else if (shape.kind === 'map' && sent?.kind === 'map') {
      reader.read = readMap(part(shape.key, sent.key, '[key]'), part(shape.elem, sent.elem, '[]'))
    } else if (shape.kind === 'marshaler') reader.read = marshalerReader(shape)
    else if (shape.kind === 'interface') reader.read = readInterface(shape.types, this.#readConcrete)
    else reader.read = scalarReader(shape as Parameters<typeof scalarReader>[0])
    return reader
  }

  #complete(cursor: Cursor, given: Pending, pending: Pending[], entered: [Shape, number][]): void {
    const { reader, wanted, shape, id, path } = given
    const sent = this.#types.get(id)
    if (sent?.kind !== 'struct') throw this.#mismatch(cursor, wanted, id, path)
    const wantedFields = new Map(shape.fields.map((field) => [field.name, field]))
    let matched = 0
    const slots = sent.fields.map((field): Slot => {
      if (field.name === '') cursor.fail(`a field of ${sent.name || 'a struct'} was defined without a name`)
      const target = wantedFields.get(field.name)
      if (target === undefined)
        return { name: field.name, reader: undefined, skipper: this.#skippers.of(cursor, field.id) }
      const at = `${path}.${field.name}`
      if (!isCompatible(this.#types, target.type, field.id)) throw this.#mismatch(cursor, target.type, field.id, at)
      matched++
      return {
        name: field.name,
        reader: this.#make(cursor, target.type, field.id, at, pending, entered),
        skipper: undefined,
      }
    })
    reader.disjoint = matched === 0 && shape.fields.length > 0 && sent.fields.length > 0
    completeStruct(reader, sent.name, slots, shape.fields)
  }

  #mismatch(cursor: Cursor, wanted: AnyGobType, id: number, path: string): Fault {
    const fault = new Fault(
      `sent as ${this.#types.textOf(id)}, wanted as ${textOf(wanted)}`,
      cursor.offsetOf(cursor.position),
    )
    fault.path = path
    return fault
  }
}

function notComplete(cursor: Cursor): never {
  return cursor.fail('a type is read before it is complete')
}

/**
 * For so many announced elements room is made at once: growing from none wastes most of what a short list needs. The
 * outermost list has room for all of them, as its count has been held against the bytes that are there.
 */
const roomFor = 64
const outermostRoomFor = 2 ** 20

export function readElements(what: 'slice' | 'array', elem: { readonly read: Read }, length?: number): Read {
  return (cursor) => {
    const at = cursor.position
    const count = cursor.readCount(what)
    if (length !== undefined && count !== length) {
      cursor.fail(`array of ${count} elements, its type has ${length}`, at)
    }
    cursor.enter()
    const list: unknown[] = new Array(Math.min(count, cursor.depth > 1 || cursor.spills ? roomFor : outermostRoomFor))
    let index = 0
    try {
      for (; index < count; index++) {
        cursor.needElement(count)
        list[index] = elem.read(cursor)
      }
    } catch (error) {
      throw within(`[${index}]`, error)
    }
    cursor.depth--
    return list
  }
}

/** More entries than this and a Map throws. */
const mostEntries = 2 ** 24

export function readMap(key: { readonly read: Read }, elem: { readonly read: Read }): Read {
  return (cursor) => {
    const at = cursor.position
    const count = cursor.readCount('map')
    if (count > mostEntries) cursor.fail(`map of ${count} entries, a JavaScript Map holds at most ${mostEntries}`, at)
    cursor.enter()
    const map = new Map<unknown, unknown>()
    for (let index = 0; index < count; index++) {
      let itsKey: unknown
      try {
        cursor.needElement(count)
        itsKey = key.read(cursor)
        map.set(itsKey, elem.read(cursor))
      } catch (error) {
        throw within(keyPart(itsKey, index), error)
      }
    }
    cursor.depth--
    return map
  }
}
