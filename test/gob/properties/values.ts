import fc from 'fast-check'
import type { AnyGobType } from '../../../src/gob/door.ts'
import { notation } from './notation.ts'

/** How deep values go into types that contain themselves. */
const deepest = 5

type Shape = AnyGobType['shape']

/** Interface values have one of these types: not all that are registered, so that some of them meet again. */
const concreteNames = [
  'bool int int8 uint64 float32 float64 complex128 string []uint8 []int []string',
  'oracle/cases.Point *cases.Circle oracle/cases.Node oracle/cases.Tree oracle/cases.Ping oracle/cases.Names',
  'oracle/cases.Celsius oracle/cases.Empty oracle/cases.FAny oracle/cases.Holder [2]int [][]string []*cases.Circle',
].flatMap((line) => line.split(' '))
const containerNames = ['[]interface {}', 'map[string]interface {}']
const keyNames = ['string', 'int', 'bool', 'oracle/cases.Celsius']

export interface ValueChoice {
  /**
   * How many entries maps may have whose keys are objects: they are one key to Go where they are equal, and distinct ones
   * to JavaScript, so that a type that leaves a part of them out makes one of several there.
   */
  readonly objectKeys: number
}

/** Values of a type, to be encoded: edges of every kind, fields left out, pointers nil where they can be. */
export function values(type: AnyGobType, choice: ValueChoice): fc.Arbitrary<unknown> {
  // A nil pointer cannot be the whole value either.
  return arbitraryOf(type, 0, true, choice)
}

/** @param part set where the value is an element, a key or an interface's: it cannot be nil there. */
function arbitraryOf(type: AnyGobType, depth: number, part: boolean, choice: ValueChoice): fc.Arbitrary<unknown> {
  const { shape } = type
  const element = (elem: AnyGobType) => arbitraryOf(elem, depth + 1, true, choice)
  switch (shape.kind) {
    case 'bool':
      return fc.boolean()
    case 'int':
    case 'uint':
      return integers(shape)
    case 'float':
      return floats[shape.bits]
    case 'complex':
      return complexes[shape.bits]
    case 'string':
      return shape.as === 'text' ? texts : fc.uint8Array({ maxLength: 20 })
    case 'marshaler':
      return shape.name.name === 'Time' ? times : bigInts
    case 'bytes':
      return fc.uint8Array({ maxLength: 300 })
    case 'slice':
      return depth > deepest ? fc.constant([]) : fc.array(element(shape.elem), { maxLength: 5 })
    case 'array':
      return fc.tuple(...Array.from({ length: shape.length }, () => element(shape.elem)))
    case 'map':
      return depth > deepest
        ? fc.constant(new Map())
        : maps(keysOf(shape.key, depth, choice), element(shape.elem), shape, choice)
    case 'struct': {
      const fields = shape.fields.map(
        ({ name, type: of }) => [name, arbitraryOf(of, depth + 1, false, choice)] as const,
      )
      const requiredKeys = shape.fields.filter(({ type: of }) => !canBeLeftOut(of)).map(({ name }) => name)
      return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true })
    }
    case 'interface':
      return depth > deepest ? fc.constant(null) : fc.option(concretes(shape, depth, choice), { freq: 5 })
    case 'pointer': {
      if (!part && depth > deepest) return fc.constant(undefined)
      const pointedAt = arbitraryOf(shape.elem, depth + 1, part, choice)
      return part ? pointedAt : fc.option(pointedAt, { nil: undefined, freq: 3 })
    }
    case 'lazy':
      return arbitraryOf(shape.resolve(), depth, part, choice)
    default:
      throw new Error(`nothing makes values of ${JSON.stringify(shape)}`)
  }
}

/** An array of pointers cannot: its zero value has nil elements, which neither side sends. */
function canBeLeftOut({ shape }: AnyGobType): boolean {
  if (shape.kind === 'lazy') return canBeLeftOut(shape.resolve())
  if (shape.kind === 'struct') return shape.fields.every(({ type }) => canBeLeftOut(type))
  if (shape.kind !== 'array' || shape.length === 0) return true
  return shape.elem.shape.kind !== 'pointer' && canBeLeftOut(shape.elem)
}

function integers({ kind, bits, as }: Extract<Shape, { kind: 'int' | 'uint' }>): fc.Arbitrary<number | bigint> {
  const most = as === 'safe' ? BigInt(Number.MAX_SAFE_INTEGER) : 2n ** BigInt(kind === 'int' ? bits - 1 : bits) - 1n
  const least = kind === 'uint' ? 0n : as === 'safe' ? -most : -most - 1n
  const steps = Array.from({ length: bits }, (_, power) => 2n ** BigInt(power))
  const edges = [0n, least, most, ...steps.flatMap((step) => [step - 1n, step, -step, -step - 1n])]
  const all = fc.oneof(
    fc.bigInt({ min: least, max: most }),
    fc.constantFrom(...edges.filter((edge) => edge >= least && edge <= most)),
  )
  return as === 'bigint' ? all : all.map(Number)
}

/** Those of 32 bits are rounded when they are encoded. */
const floats = {
  32: fc.oneof(fc.float(), fc.double({ min: -3.4e38, max: 3.4e38 }), fc.integer({ min: -300, max: 300 })),
  64: fc.oneof(fc.double(), fc.integer()),
}

const complexes = {
  64: fc.record({ re: floats[32], im: floats[32] }, { noNullPrototype: true }),
  128: fc.record({ re: floats[64], im: floats[64] }, { noNullPrototype: true }),
}

/** Also lone surrogates, and lengths around those that take one byte more. */
const texts = fc.oneof(
  { weight: 3, arbitrary: fc.string() },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60, size: 'medium' }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.integer({ min: 0xd7fe, max: 0xe001 }).map((code) => String.fromCharCode(code)) }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('x', 'é', '世', '🙂'), fc.constantFrom(31, 32, 33, 63, 64, 127, 128, 300))
      .map(([text, count]) => text.repeat(count)),
  },
)

/** As many nanoseconds as Go can send, and no offset that it reads wrong: those west of Greenwich with seconds. */
const times = fc.record(
  {
    epochNanoseconds: fc.bigInt({ min: -(2n ** 63n) * 1_000_000_000n, max: 2n ** 62n * 1_000_000_000n }),
    offsetSeconds: fc.option(
      fc.oneof(
        fc.integer({ min: 0, max: 1_900_000 }),
        fc.integer({ min: -32_768, max: -2 }).map((minutes) => minutes * 60),
      ),
    ),
  },
  { noNullPrototype: true },
)

const bigInts = fc.oneof(
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
  fc.constantFrom(0n, 1n, -1n, 255n, 256n, -256n, 2n ** 63n, -(2n ** 64n)),
)

/** What a Map takes as one key where Go does: -0 is 0 to it. */
function keysOf(type: AnyGobType, depth: number, choice: ValueChoice): fc.Arbitrary<unknown> {
  const { shape } = type
  if (shape.kind === 'lazy') return keysOf(shape.resolve(), depth, choice)
  if (shape.kind === 'float') return floats[shape.bits].map((key) => (Math.abs(key) < 1e-44 ? 0 : key))
  if (shape.kind !== 'interface') return arbitraryOf(type, depth + 1, true, choice)
  return fc.constantFrom(...keyNames).chain((name) => concrete(name, shape.types[name], depth, choice))
}

const primitives: readonly Shape['kind'][] = ['bool', 'int', 'uint', 'float', 'string']
const isPrimitive = ({ shape }: AnyGobType) =>
  primitives.includes(shape.kind) && !(shape.kind === 'string' && shape.as === 'bytes')

function maps(
  keys: fc.Arbitrary<unknown>,
  elems: fc.Arbitrary<unknown>,
  { key }: Extract<Shape, { kind: 'map' }>,
  { objectKeys }: ValueChoice,
): fc.Arbitrary<Map<unknown, unknown>> {
  const most = isPrimitive(key) ? 4 : objectKeys
  const selector = ([itsKey]: readonly [unknown, unknown]) =>
    JSON.stringify(notation(key, itsKey, 'arrived')).replaceAll('"-0"', '0')
  const entries = (maxLength: number) => fc.uniqueArray(fc.tuple(keys, elems), { maxLength, selector })
  // Go's order is random: only maps of one entry are the same bytes each time.
  return fc
    .oneof({ weight: 3, arbitrary: entries(Math.min(1, most)) }, { weight: 1, arbitrary: entries(most) })
    .map((list) => new Map(list))
}

function concretes(
  { types }: Extract<Shape, { kind: 'interface' }>,
  depth: number,
  choice: ValueChoice,
): fc.Arbitrary<unknown> {
  const names = 'oracle/cases.Point' in types ? [...concreteNames, ...containerNames] : ['*cases.Circle']
  return fc.constantFrom(...names).chain((name) => concrete(name, types[name], depth, choice))
}

function concrete(name: string, type: AnyGobType | undefined, depth: number, choice: ValueChoice) {
  if (type === undefined) throw new Error(`${name} is not registered`)
  return arbitraryOf(type, depth + 1, true, choice).map((value) => ({ name, value }))
}
