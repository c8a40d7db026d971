import fc from 'fast-check'
import * as gob from '../../../src/gob/door.ts'
import { goldenType, scalars } from '../golden-types.ts'

/** A Go type as test/oracle/roundtrip understands it, to be made on both sides. `safe int` is an int to Go. */
export type Description =
  | string
  | { readonly slice: Description }
  | { readonly array: readonly [number, Description] }
  | { readonly map: readonly [Description, Description] }
  | { readonly pointer: Description }
  | { readonly struct: readonly (readonly [string, Description])[] }

const marshalers: Readonly<Record<string, gob.AnyGobType>> = { 'time.Time': gob.time, 'big.Int': gob.bigInt }
const safe: Readonly<Record<string, gob.AnyGobType>> = {
  'safe int': gob.safeInteger(gob.int),
  'safe uint64': gob.safeInteger(gob.uint64),
}
const interfaces = ['any', 'cases.Shape', 'cases.Holder', 'cases.FAny']
/** Named types of test/oracle/cases that a map can have as keys. */
const namedKeys = ['cases.Point', 'cases.Celsius', 'cases.Empty', 'cases.Circle', 'cases.Raw']
const namedTypes = [
  ...namedKeys,
  ...['Node', 'Tree', 'Ping', 'Pong', 'List', 'Embeds', 'Anonymous', 'Names', 'Blob', 'Ages', 'Pair', 'Named'].map(
    (name) => `cases.${name}`,
  ),
  ...['cases.Scalars', 'cases.Pointers', 'cases.Box[int]', 'cases.Box[oracle/cases.Point]'],
]

const known = new WeakMap<object, gob.AnyGobType>()

/** Our type of a description, the same one each time. */
export function gobType(description: Description): gob.GobType<unknown> {
  if (typeof description === 'string') return made(description) as gob.GobType<unknown>
  const type = known.get(description) ?? made(description)
  known.set(description, type)
  return type as gob.GobType<unknown>
}

function made(description: Description): gob.AnyGobType {
  if (typeof description === 'string') {
    if (description === 'bytes') return gob.bytes
    const type =
      scalars[description] ??
      safe[description] ??
      marshalers[description] ??
      goldenType(description === 'any' ? 'interface {}' : description)
    if (type === undefined) throw new Error(`no type is named ${description}`)
    return type
  }
  if ('slice' in description) {
    return description.slice === 'uint8' ? gob.bytes : gob.slice(gobType(description.slice))
  }
  if ('array' in description) return gob.array(description.array[0], gobType(description.array[1]))
  if ('map' in description) return gob.map(gobType(description.map[0]), gobType(description.map[1]))
  if ('pointer' in description) return gob.pointer(gobType(description.pointer))
  return gob.struct('', Object.fromEntries(description.struct.map(([name, type]) => [name, gobType(type)])))
}

/** As Go is told: it knows nothing of safe integers. */
export function forGo(description: Description): Description {
  return JSON.parse(JSON.stringify(description).replaceAll('"safe ', '"')) as Description
}

/**
 * Whether Go can make a map with keys of this type, whatever they are: an interface inside of them may hold what cannot be
 * a key. Pointers are left out: equal ones are not the same key.
 */
function canBeKey(description: Description): boolean {
  if (typeof description === 'string') {
    return description in scalars || description in safe || description === 'any' || namedKeys.includes(description)
  }
  if ('array' in description) return description.array[1] !== 'any' && canBeKey(description.array[1])
  return 'struct' in description && description.struct.every(([, type]) => type !== 'any' && canBeKey(type))
}

/**
 * Whether it is a type to Go: all its maps have keys that Go allows. Pointers to pointers to types with methods are none
 * here: Go's encoder panics on them.
 */
export function isGoType(description: Description): boolean {
  if (typeof description === 'string') return true
  if ('slice' in description) return isGoType(description.slice)
  if ('array' in description) return isGoType(description.array[1])
  if ('pointer' in description) {
    const { pointer } = description
    const twice = typeof pointer !== 'string' && 'pointer' in pointer
    return isGoType(pointer) && !(twice && /"pointer":"(time\.Time|big\.Int)"/.test(JSON.stringify(pointer)))
  }
  if ('struct' in description) return description.struct.every(([, type]) => isGoType(type))
  return canBeKey(description.map[0]) && description.map.every(isGoType)
}

/** Whether values of the type may be interface values, or hold some. */
export const holdsInterfaces = (description: Description): boolean =>
  interfaces.some((name) => JSON.stringify(description).includes(`"${name}"`))

export const fieldNames = ['A', 'B', 'C', 'Name', 'ID', 'Größe', 'Ünder_Score9', 'Z'] as const

export interface Choice {
  /** Whether types may hold interfaces. */
  readonly interfaces: boolean
  /** Whether 64-bit integers may be checked numbers. */
  readonly safe: boolean
}

/** Types of every kind, nested to some depth. */
export function descriptions(choice: Choice): fc.Arbitrary<Description> {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<Description>(...Object.keys(scalars), 'bytes') },
    { weight: 2, arbitrary: fc.constantFrom<Description>(...namedTypes) },
    // A big.Int that is no pointer Go cannot send where it has no address, as in maps.
    { weight: 1, arbitrary: fc.constantFrom<Description>('time.Time', { pointer: 'big.Int' }) },
    ...(choice.interfaces ? [{ weight: 2, arbitrary: fc.constantFrom<Description>(...interfaces) }] : []),
    ...(choice.safe ? [{ weight: 1, arbitrary: fc.constantFrom<Description>(...Object.keys(safe)) }] : []),
  )
  const { type } = fc.letrec<{ type: Description }>((tie) => {
    const part = tie('type')
    return {
      type: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        { weight: 3, arbitrary: leaf },
        { weight: 4, arbitrary: structs(part) },
        { weight: 2, arbitrary: fc.record({ slice: part }).filter(({ slice }) => slice !== 'uint8') },
        { weight: 1, arbitrary: fc.record({ array: fc.tuple(fc.nat(3), part) }) },
        {
          weight: 2,
          arbitrary: fc.record({
            map: fc.tuple(
              part.map((key) => (canBeKey(key) ? key : 'string')),
              part,
            ),
          }),
        },
        { weight: 1, arbitrary: fc.record({ pointer: part }).filter(isGoType) },
      ),
    }
  })
  return type
}

function structs(part: fc.Arbitrary<Description>): fc.Arbitrary<Description> {
  const field = fc.tuple(fc.constantFrom<string>(...fieldNames), part)
  return fc.record({ struct: fc.uniqueArray(field, { maxLength: 6, selector: ([name]) => name }) })
}
