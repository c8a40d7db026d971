import fc from 'fast-check'
import { type Description, descriptions, fieldNames, isGoType } from './descriptions.ts'

/** A change of one part of a type: which part (counted through all of them), what, and what is put there. */
interface Change {
  readonly at: number
  readonly kind: number
  readonly put: Description
}

/**
 * A type and another that is like it: parts dropped, added, moved, renamed, of another width, kind or length. The same
 * one, too.
 */
export function mutations(
  of: fc.Arbitrary<Description>,
): fc.Arbitrary<readonly [sent: Description, wanted: Description]> {
  const change = fc.record<Change>({
    at: fc.nat(1000),
    kind: fc.nat(1000),
    put: fc.oneof(
      { weight: 4, arbitrary: scalars },
      { weight: 1, arbitrary: descriptions({ interfaces: false, safe: false }) },
    ),
  })
  return fc.tuple(of, fc.array(change, { maxLength: 3 })).map(([sent, changes]) => {
    const wanted = changes.reduce(changed, sent)
    return [sent, isGoType(wanted) ? wanted : sent]
  })
}

const scalars = fc.constantFrom<Description>(
  ...'bool int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 float32 float64 complex64 complex128 string bytes'.split(
    ' ',
  ),
)

function changed(whole: Description, { at, kind, put }: Change): Description {
  let countdown = at % count(whole)
  const visit = (type: Description): Description => {
    if (countdown-- === 0) return other(type, kind, put)
    if (typeof type === 'string') return type
    if ('slice' in type) return list(visit(type.slice))
    if ('array' in type) return { array: [type.array[0], visit(type.array[1])] }
    if ('map' in type) return { map: [visit(type.map[0]), visit(type.map[1])] }
    if ('pointer' in type) return { pointer: visit(type.pointer) }
    return { struct: type.struct.map(([name, field]) => [name, visit(field)] as const) }
  }
  return visit(whole)
}

/** Of how many parts a type consists, itself among them. */
function count(type: Description): number {
  if (typeof type === 'string') return 1
  if ('slice' in type) return 1 + count(type.slice)
  if ('array' in type) return 1 + count(type.array[1])
  if ('map' in type) return 1 + count(type.map[0]) + count(type.map[1])
  if ('pointer' in type) return 1 + count(type.pointer)
  return type.struct.reduce((sum, [, field]) => sum + count(field), 1)
}

const list = (elem: Description): Description => (elem === 'uint8' ? 'bytes' : { slice: elem })

function other(type: Description, kind: number, put: Description): Description {
  if (typeof type === 'string') return pick(kind, [put, near[type] ?? put, { pointer: type }, list(type)])
  if ('slice' in type) return pick(kind, [put, { array: [2, type.slice] }, { pointer: type }, type.slice])
  if ('array' in type) {
    const [length, elem] = type.array
    return pick(kind, [put, { array: [length + 1, elem] }, list(elem), { pointer: type }])
  }
  if ('map' in type) return pick(kind, [put, { map: [type.map[1], type.map[0]] }, { pointer: type }, list(type.map[1])])
  if ('pointer' in type) return pick(kind, [type.pointer, put, { pointer: type }])
  const fields = type.struct
  const index = fields.length === 0 ? 0 : kind % fields.length
  const free = fieldNames.filter((name) => !fields.some(([taken]) => taken === name))
  const added = free.slice(kind % 4, (kind % 4) + 1).map((name) => [name, put] as const)
  return pick(kind, [
    { struct: fields.filter((_, at) => at !== index) },
    { struct: [...fields.slice(0, index), ...added, ...fields.slice(index)] },
    { struct: [...fields.slice(index), ...fields.slice(0, index)] },
    { struct: fields.map(([name, field], at) => [at === index ? (free[0] ?? name) : name, field] as const) },
    { struct: fields.map(([name, field], at) => [name, at === index ? put : field] as const) },
    { pointer: type },
    put,
  ])
}

/** The same kind in another width, or what a Go programmer might change it to. */
const near: Readonly<Record<string, Description>> = {
  int: 'int8',
  int8: 'int64',
  int16: 'int',
  int32: 'int16',
  int64: 'int32',
  uint: 'uint8',
  uint8: 'uint64',
  uint16: 'uint',
  uint32: 'uint16',
  uint64: 'uint32',
  uintptr: 'uint64',
  float32: 'float64',
  float64: 'float32',
  complex64: 'complex128',
  complex128: 'complex64',
  string: 'bytes',
  bytes: 'string',
  'cases.Names': { slice: 'string' },
  'cases.Blob': 'bytes',
  'cases.Celsius': 'float32',
  'cases.Point': {
    struct: [
      ['Y', 'int8'],
      ['Z', 'string'],
    ],
  },
  'cases.Node': {
    struct: [
      ['Value', 'int16'],
      ['Next', 'cases.Node'],
    ],
  },
  'cases.Tree': 'cases.Node',
  'cases.Ping': { struct: [['Pong', { struct: [['Pings', { slice: 'cases.Ping' }]] }]] },
  'cases.Raw': 'string',
  'time.Time': 'cases.Empty',
  'big.Int': 'time.Time',
  any: 'cases.FAny',
}

const pick = <T>(index: number, list: readonly [T, ...T[]]): T => list[index % list.length] ?? list[0]
