import { printableName } from './dump-print.ts'

/** What a dump knows of a type, by what the stream said of it. */
export type DumpType =
  | { readonly kind: 'basic'; readonly name: string }
  | { readonly kind: 'array'; readonly name: string; readonly elem: number; readonly length: number }
  | { readonly kind: 'slice'; readonly name: string; readonly elem: number }
  | { readonly kind: 'map'; readonly name: string; readonly key: number; readonly elem: number }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: readonly DumpField[] }
  | { readonly kind: 'opaque'; readonly name: string; readonly by: string }
  | { readonly kind: 'nothing'; readonly name: '' }

export interface DumpField {
  readonly name: string
  readonly id: number
}

/** A definition as it was read: field names as Go has them, nothing where nothing was sent. */
export type DumpRecord = { readonly [name: string]: DumpRecorded }
export type DumpRecorded = bigint | Uint8Array | DumpRecord | readonly DumpRecorded[] | undefined

/** The id of `wireType`, as which definitions are sent. */
export const definitionId = 16

const struct = (name: string, fields: Readonly<Record<string, number>>): DumpType => ({
  kind: 'struct',
  name,
  fields: Object.entries(fields).map(([field, id]) => ({ name: field, id })),
})

/** What both sides know from the start. @see GOROOT/src/encoding/gob/type.go */
const knownFromTheStart: readonly (readonly [number, DumpType])[] = [
  ...['bool', 'int', 'uint', 'float', 'bytes', 'string', 'complex', 'interface'].map(
    (name, index): [number, DumpType] => [index + 1, { kind: 'basic', name }],
  ),
  [
    16,
    struct('wireType', {
      ArrayT: 17,
      SliceT: 19,
      StructT: 20,
      MapT: 23,
      GobEncoderT: 24,
      BinaryMarshalerT: 24,
      TextMarshalerT: 24,
    }),
  ],
  [17, struct('arrayType', { CommonType: 18, Elem: 2, Len: 2 })],
  [18, struct('CommonType', { Name: 6, Id: 2 })],
  [19, struct('sliceType', { CommonType: 18, Elem: 2 })],
  [20, struct('structType', { CommonType: 18, Field: 22 })],
  [21, struct('fieldType', { Name: 6, Id: 2 })],
  [22, { kind: 'slice', name: '[]fieldType', elem: 21 }],
  [23, struct('mapType', { CommonType: 18, Key: 2, Elem: 2 })],
  [24, struct('gobEncoderType', { CommonType: 18 })],
]

const maxTypeText = 100
const maxFieldsShown = 12

/** The types of one stream, by id. */
export class DumpTypes {
  readonly #types = new Map<number, DumpType>(knownFromTheStart)

  get(id: number): DumpType | undefined {
    return this.#types.get(id)
  }

  get defined(): number {
    return this.#types.size - knownFromTheStart.length
  }

  define(id: number, wire: DumpRecord): DumpType {
    const type = typeFrom(wire)
    this.#types.set(id, type)
    return type
  }

  /** A type's name as Go gave it, else what it is made of. Never long. */
  nameOf(id: number, depth = 0): string {
    const type = this.#types.get(id)
    if (type === undefined) return `type ${id}`
    if (type.name !== '') return printableName(type.name)
    if (type.kind === 'opaque') return 'unnamed'
    if (depth > 3) return '…'
    return cut(this.#madeOf(type, depth + 1), maxTypeText)
  }

  /** What a definition said, on one line. */
  textOf(id: number): string {
    const type = this.#types.get(id)
    if (type === undefined) return `type ${id}`
    const name = type.name === '' ? '' : `${printableName(type.name)} = `
    return `${name}${cut(this.#madeOf(type, 0), 2 * maxTypeText)}`
  }

  #madeOf(type: DumpType, depth: number): string {
    const text = (id: number) => this.nameOf(id, depth)
    switch (type.kind) {
      case 'array':
        return `[${type.length}]${text(type.elem)}`
      case 'slice':
        return `[]${text(type.elem)}`
      case 'map':
        return `map[${text(type.key)}]${text(type.elem)}`
      case 'struct': {
        const shown = type.fields.slice(0, maxFieldsShown).map(({ name, id }) => `${printableName(name)} ${text(id)}`)
        const more = type.fields.length > maxFieldsShown ? [`${type.fields.length - maxFieldsShown} more`] : []
        return shown.length === 0 ? 'struct {}' : `struct { ${[...shown, ...more].join('; ')} }`
      }
      case 'opaque':
        return `bytes of its ${type.by}`
      case 'basic':
        return type.name
      default:
        return 'no description'
    }
  }
}

function typeFrom(wire: DumpRecord): DumpType {
  const part = (name: string) => wire[name] as DumpRecord | undefined
  const number = (value: DumpRecorded) => (typeof value === 'bigint' ? Number(value) : 0)
  const text = (value: DumpRecorded) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : '')
  const nameIn = (type: DumpRecord) => text((type['CommonType'] as DumpRecord | undefined)?.['Name'])
  // In Go's order, should a definition hold several.
  const array = part('ArrayT')
  if (array) return { kind: 'array', name: nameIn(array), elem: number(array['Elem']), length: number(array['Len']) }
  const map = part('MapT')
  if (map) return { kind: 'map', name: nameIn(map), key: number(map['Key']), elem: number(map['Elem']) }
  const slice = part('SliceT')
  if (slice) return { kind: 'slice', name: nameIn(slice), elem: number(slice['Elem']) }
  const record = part('StructT')
  if (record) {
    const sent = (record['Field'] ?? []) as readonly DumpRecord[]
    const fields = sent.map((field) => ({ name: text(field['Name']), id: number(field['Id']) }))
    return { kind: 'struct', name: nameIn(record), fields }
  }
  for (const by of ['GobEncoder', 'BinaryMarshaler', 'TextMarshaler']) {
    const opaque = part(`${by}T`)
    if (opaque) return { kind: 'opaque', name: nameIn(opaque), by }
  }
  return { kind: 'nothing', name: '' }
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text)
