import type { Sink } from './encode-sink.ts'
import { writerOf } from './encode-value.ts'
import type { AnyGobType, Shape } from './gob-type.ts'
import { baseType, isPointer, keyOf, nameOf, textOf } from './type-identity.ts'
import { basicIds, firstUserId, type WireTypeInput, wireType } from './wire-type.ts'

/** One type of a stream that needs a definition. Its id is 0 until its turn comes. */
interface Definition {
  readonly name: string
  readonly type: AnyGobType
  id: number
  /** Ids of the parts: an element; a key and an element; a struct's fields. Filled in as they are known. */
  parts: Id[]
}

/** A basic type's id, or a definition that has one or will. */
type Id = number | Definition

/**
 * Which ids the types of one stream have and which definitions were sent: both in Go's order, so that the bytes equal
 * those of a Go program that encodes the same values first.
 *
 * @see GOROOT/src/encoding/gob/type.go, `newTypeObject`, `buildTypeInfo`; encoder.go, `sendActualType`
 */
export class SentTypes {
  readonly #definitions = new Map<string, Definition>()
  readonly #sent = new Set<string>()
  #nextId = firstUserId

  /** A point to {@link restore}: what a message that is never sent defines must not count. */
  mark(): { readonly definitions: number; readonly sent: number; readonly nextId: number } {
    return { definitions: this.#definitions.size, sent: this.#sent.size, nextId: this.#nextId }
  }

  restore(mark: { readonly definitions: number; readonly sent: number; readonly nextId: number }): void {
    // Maps and Sets keep the order of insertion: what came after the mark is at the end.
    for (const key of [...this.#definitions.keys()].slice(mark.definitions)) this.#definitions.delete(key)
    for (const key of [...this.#sent].slice(mark.sent)) this.#sent.delete(key)
    this.#nextId = mark.nextId
  }

  /**
   * Writes the definitions that the receiver needs for `type` and has not had, and gives its id. Each ends the message
   * that is being written, be it in the midst of a value, as Go does it: the rest goes on in the next message.
   */
  send(sink: Sink, type: AnyGobType): number {
    const id = this.#sendType(sink, type)
    // Go numbers a pointer to a type with methods of its own, too, though nobody refers to that id.
    if (baseType(type).shape.kind === 'marshaler' && isPointer(type)) this.#pointerTo(type)
    return idOf(id)
  }

  #sendType(sink: Sink, type: AnyGobType): Id {
    const base = baseType(type)
    const id = this.#define(nameWhereHeld(type), base)
    this.#sendDefinition(sink, type)
    return id
  }

  /** The order of ids: a struct before its fields; slices, arrays and maps after their elements. */
  #define(name: string, type: AnyGobType): Id {
    const base = baseType(type)
    const { shape } = base
    const basic = basicId(base)
    if (basic !== undefined) return basic
    const key = keyOf(base)
    const known = this.#definitions.get(key)
    if (known !== undefined) return known
    const definition: Definition = { name, type: base, id: 0, parts: [] }
    this.#definitions.set(key, definition)
    switch (shape.kind) {
      case 'marshaler':
        this.#number(definition)
        return definition
      case 'struct':
        this.#number(definition)
        for (const field of shape.fields) {
          const fieldBase = baseType(field.type)
          const part = this.#define(nameOf(fieldBase) || textOf(fieldBase), fieldBase)
          this.#number(part)
          definition.parts.push(part)
        }
        return definition
      case 'slice':
        // Go takes the element's own name: '' where it is a pointer, even to a named struct.
        definition.parts = [this.#define(isPointer(shape.elem) ? '' : nameOf(shape.elem), shape.elem)]
        break
      case 'array':
        definition.parts = [this.#define('', shape.elem)]
        break
      case 'map':
        definition.parts = [this.#define('', shape.key), this.#define('', shape.elem)]
        break
      default:
        throw new TypeError(`gob: ${textOf(base)} cannot be defined`)
    }
    this.#number(definition)
    // Parts without an id yet are types that contain this one. (Go's maps and arrays forget this and send id 0.)
    for (const part of definition.parts) this.#number(part)
    return definition
  }

  #number(definition: Id): void {
    if (typeof definition !== 'number' && definition.id === 0) definition.id = this.#nextId++
  }

  /** A definition goes out before those of its parts. */
  #sendDefinition(sink: Sink, type: AnyGobType): void {
    const base = baseType(type)
    if (basicId(base) !== undefined) return
    const key = keyOf(base)
    if (this.#sent.has(key)) return
    this.#sent.add(key)
    const definition = this.#definitions.get(key)
    if (definition === undefined) throw new TypeError(`gob: ${textOf(base)} was never defined`)
    const { shape } = base
    // Go describes such a type as what holds it: by a pointer it has no name, and another id in its description.
    const described = shape.kind === 'marshaler' && isPointer(type) ? this.#pointerTo(type) : definition
    const { depth } = sink
    sink.depth = 0
    sink.writeInt(-definition.id)
    writerOf(wireType).write(sink, toWire(described))
    sink.split()
    sink.depth = depth
    if (shape.kind === 'marshaler') this.#sendUnderlying(sink, shape.codec.underlying)
    for (const part of partsOf(shape)) this.#sendDefinition(sink, part)
  }

  /** Go's `types[*T]`, apart from `types[T]`. */
  #pointerTo(type: AnyGobType): Definition {
    const key = keyOf(type)
    const known = this.#definitions.get(key)
    if (known !== undefined) return known
    const definition: Definition = { name: '', type: baseType(type), id: this.#nextId++, parts: [] }
    this.#definitions.set(key, definition)
    return definition
  }

  /** What Go sends for the sake of its struct's fields, say, though the type is described without them. */
  #sendUnderlying(sink: Sink, type: AnyGobType | undefined): void {
    if (type !== undefined) for (const part of partsOf(baseType(type).shape)) this.#sendType(sink, part)
  }
}

/** The types that a type consists of, in the order in which their definitions are sent. */
function partsOf(shape: Shape): readonly AnyGobType[] {
  switch (shape.kind) {
    case 'struct':
      return shape.fields.map(({ type }) => type)
    case 'map':
      return [shape.key, shape.elem]
    case 'slice':
    case 'array':
      return [shape.elem]
    default:
      return []
  }
}

/** The name of a type that is sent: a type with methods of its own has none where a pointer holds it. */
function nameWhereHeld(type: AnyGobType): string {
  const base = baseType(type)
  return base.shape.kind === 'marshaler' && isPointer(type) ? '' : nameOf(base)
}

function idOf(id: Id): number {
  return typeof id === 'number' ? id : id.id
}

function basicId(type: AnyGobType): number | undefined {
  const { kind, ...shape } = type.shape
  if (kind === 'bool' || kind === 'int' || kind === 'uint' || kind === 'float') return basicIds[kind]
  if (kind === 'interface' || kind === 'complex' || kind === 'string' || kind === 'bytes') return basicIds[kind]
  if (kind === 'slice' && 'elem' in shape) {
    const elem = baseType(shape.elem).shape
    if (!isPointer(shape.elem) && elem.kind === 'uint' && elem.bits === 8) {
      throw new TypeError('gob: a slice of uint8 is `bytes`')
    }
  }
  return undefined
}

function toWire({ name, type, id, parts }: Definition): WireTypeInput {
  const CommonType = { Name: name, Id: id }
  const [first = 0, second = 0] = parts.map(idOf)
  const { shape } = type
  switch (shape.kind) {
    case 'array':
      return { ArrayT: { CommonType, Elem: first, Len: shape.length } }
    case 'slice':
      return { SliceT: { CommonType, Elem: first } }
    case 'map':
      return { MapT: { CommonType, Key: first, Elem: second } }
    case 'marshaler':
      if (shape.by === 'GobEncoder') return { GobEncoderT: { CommonType } }
      return shape.by === 'BinaryMarshaler' ? { BinaryMarshalerT: { CommonType } } : { TextMarshalerT: { CommonType } }
    default: {
      const names = shape.kind === 'struct' ? shape.fields : []
      return {
        StructT: {
          CommonType,
          Field: names.map((field, index) => ({ Name: field.name, Id: idOf(parts[index] ?? 0) })),
        },
      }
    }
  }
}
