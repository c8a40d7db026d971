import type { Cursor } from './decode-cursor.ts'
import { clipped } from './fault.ts'
import { basicIds, bootstrap, firstUserId, type WireType, type WireTypeInput } from './wire-type.ts'

/** What a stream says of one of its types. */
export type Received =
  | { readonly kind: 'array'; readonly name: string; readonly elem: number; readonly length: number }
  | { readonly kind: 'slice'; readonly name: string; readonly elem: number }
  | { readonly kind: 'map'; readonly name: string; readonly key: number; readonly elem: number }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: readonly ReceivedField[] }
  | {
      readonly kind: 'marshaler'
      readonly name: string
      readonly by: 'GobEncoder' | 'BinaryMarshaler' | 'TextMarshaler'
    }
  | { readonly kind: 'nothing'; readonly name: '' }

interface ReceivedField {
  readonly name: string
  readonly id: number
}

const basicNames = new Map<number, string>(Object.entries(basicIds).map(([name, id]) => [id, name]))
const known = new Map([...bootstrap].map(([id, wire]) => [id, received(wire)]))

/** The types that a stream has defined so far, by the ids it gave them. */
export class ReceivedTypes {
  readonly #types = new Map(known)
  /** Whether one of them has an interface as a part: values may go on in the next message then. */
  holdInterfaces = false
  readonly #maxTypes: number

  constructor(maxTypes: number) {
    this.#maxTypes = maxTypes
  }

  /** How many are known; it only grows. */
  get size(): number {
    return this.#types.size
  }

  get(id: number): Received | undefined {
    return this.#types.get(id)
  }

  /** Before a definition is read. @throws {Fault} if the stream may not define that id. */
  admit(cursor: Cursor, id: number, position: number): void {
    if (id < firstUserId || id > 0x7fff_ffff) {
      cursor.fail(`type id ${id} cannot be defined, only those from ${firstUserId} to 2147483647`, position)
    }
    if (this.#types.has(id)) cursor.fail(`type id ${id} is defined twice`, position)
    if (this.#types.size - known.size >= this.#maxTypes) {
      cursor.fail(`stream defines more than ${this.#maxTypes} types (maxTypes)`, position)
    }
  }

  define(id: number, wire: WireType): void {
    const type = received(wire)
    this.#types.set(id, type)
    if (partsOf(type).includes(basicIds.interface)) this.holdInterfaces = true
  }

  /** A sent type as Go would print it, as far as the stream tells: `[]string`, `map[string]Point`. */
  textOf(id: number, depth = 0): string {
    const basic = basicNames.get(id)
    if (basic !== undefined) return basic
    const type = this.#types.get(id)
    if (type === undefined) return `an undefined type (id ${id})`
    const name = clipped(type.name)
    if (depth > 3) return name || '…'
    const text = (part: number) => this.textOf(part, depth + 1)
    switch (type.kind) {
      case 'array':
        return `[${type.length}]${text(type.elem)}`
      case 'slice':
        return `[]${text(type.elem)}`
      case 'map':
        return `map[${text(type.key)}]${text(type.elem)}`
      case 'struct':
        return `struct ${name}`.trim()
      case 'marshaler':
        return `${type.by} ${name}`.trim()
      default:
        return 'a type without a description'
    }
  }
}

/** The ids of the types that a type consists of. */
function partsOf(type: Received): readonly number[] {
  switch (type.kind) {
    case 'struct':
      return type.fields.map(({ id }) => id)
    case 'map':
      return [type.key, type.elem]
    case 'slice':
    case 'array':
      return [type.elem]
    default:
      return []
  }
}

/** Go looks at the parts in this order, should more than one be there. */
function received(wire: WireTypeInput): Received {
  const { ArrayT, MapT, SliceT, StructT } = wire
  const nameOf = (type: { CommonType?: { Name?: string | undefined } | undefined }) => type.CommonType?.Name ?? ''
  if (ArrayT) return { kind: 'array', name: nameOf(ArrayT), elem: ArrayT.Elem ?? 0, length: ArrayT.Len ?? 0 }
  if (MapT) return { kind: 'map', name: nameOf(MapT), key: MapT.Key ?? 0, elem: MapT.Elem ?? 0 }
  if (SliceT) return { kind: 'slice', name: nameOf(SliceT), elem: SliceT.Elem ?? 0 }
  if (StructT) {
    const fields = (StructT.Field ?? []).map(({ Name = '', Id = 0 }) => ({ name: Name, id: Id }))
    return { kind: 'struct', name: nameOf(StructT), fields }
  }
  for (const by of ['GobEncoder', 'BinaryMarshaler', 'TextMarshaler'] as const) {
    const type = wire[`${by}T`]
    if (type) return { kind: 'marshaler', name: nameOf(type), by }
  }
  return { kind: 'nothing', name: '' }
}
