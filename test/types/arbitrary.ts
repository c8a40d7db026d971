import fc from 'fast-check'
import { integerRange } from '../../src/types/check-number.ts'
import { declaredType } from '../../src/types/declared-type.ts'
import type { Direction } from '../../src/types/direction.ts'
import type { Field, GoNumber, GoTypes, MapKey, Shape } from '../../src/types/go-types.ts'
import { knownType } from '../../src/types/known-types.ts'
import { knownArbitraries } from './known-arbitraries.ts'

export interface ArbitraryOptions {
  /** Of types with a way of their own, by Go name: without one they are what is known of them (text, or any JSON), which Go may refuse. */
  readonly custom?: Readonly<Record<string, fc.Arbitrary<unknown>>>
  /** Of the keys of maps that are text by a method of theirs; words unless given. */
  readonly textKeys?: fc.Arbitrary<string>
  /** Whether integers beyond ±(2^53 − 1) are made, as `bigint`; else all are safe numbers. */
  readonly bigints?: boolean
}

interface Context extends ArbitraryOptions {
  readonly declarations: GoTypes['declarations']
  readonly direction: Direction
  /** The declared types around, with how often. */
  readonly around: Readonly<Record<string, number>>
  /** Of declared types, by what is around: they would be made anew for every field that names them. */
  readonly made: Map<string, fc.Arbitrary<unknown>>
}

/** How often a declared type may be within itself; but once where it is deep already, so that values stay small. */
const deepest = 2
const deep = 4

/**
 * Random values of a shape: all of them fit it, and Go keeps every part of those of a request (times and decimal numbers are written as
 * Go writes them, numbers have no more digits than the type holds).
 */
export function arbitraryOf(
  shape: Shape,
  declarations: GoTypes['declarations'],
  direction: Direction,
  options: ArbitraryOptions = {},
): fc.Arbitrary<unknown> {
  return values(shape, { ...options, declarations, direction, around: {}, made: new Map() })
}

function values(shape: Shape, context: Context): fc.Arbitrary<unknown> {
  if (!shape.nullable) return ownValues(shape, context)
  if (shape.kind === 'never' || (shape.kind === 'ref' && isDeep(shape.to, context))) return fc.constant(null)
  return fc.option(ownValues(shape, context), { freq: 4 })
}

function isDeep(id: string, { around }: Context): boolean {
  const depth = Object.values(around).reduce((sum, times) => sum + times, 0)
  return (around[id] ?? 0) >= (depth >= deep ? 1 : deepest)
}

function ownValues(shape: Shape, context: Context): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'boolean':
      return shape.quoted ? fc.constantFrom('true', 'false') : fc.boolean()
    case 'string':
      return shape.quoted ? texts.map((text) => JSON.stringify(text)) : texts
    case 'number':
      return shape.quoted ? numbers(shape.go, context).map(String) : numbers(shape.go, context)
    case 'json-number': {
      const asText = numbers('float64', context).map(String)
      if (shape.quoted) return asText
      const asNumber = numbers('float64', context)
      return context.direction === 'request' ? fc.oneof(asNumber, asText) : asNumber
    }
    case 'bytes':
      return fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('base64'))
    case 'list':
      return lists(shape.of, shape.length, context)
    case 'map':
      return maps(shape.key, shape.of, context)
    case 'object':
      return objects(shape.fields, context)
    case 'ref':
      return declared(shape.to, context)
    case 'any':
      return fc.jsonValue({ maxDepth: 2 })
    case 'never':
      throw new Error(`no value is possible: ${shape.why}`)
    case 'custom':
      return custom(shape, context)
  }
}

const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 }))

function numbers(go: GoNumber, { bigints }: Context): fc.Arbitrary<number | bigint> {
  const range = integerRange(go)
  if (range === undefined) return go === 'float32' ? shortFloats : floats
  const [least, greatest] = range
  const safe = { min: Math.max(Number(least), -(2 ** 53) + 1), max: Math.min(Number(greatest), 2 ** 53 - 1) }
  if (!bigints || Number.isSafeInteger(Number(greatest)))
    return fc.maxSafeInteger().map((value) => inRange(value, safe))
  const wide = fc.bigInt({ min: least, max: greatest })
  return wide.map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value))
}

/** Small numbers stay as they are, so that failures shrink. */
function inRange(value: number, { min, max }: { min: number; max: number }): number {
  if (value >= min && value <= max) return value
  const size = max - min + 1
  return min + (((value % size) + size) % size)
}

/** Not -0: JSON.stringify() writes it as 0. */
const floats = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)

/** With six digits, which is what a float32 keeps of every decimal number. */
const shortFloats = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: -30, max: 30 }))
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`) + 0)

function lists(of: Shape, length: number | undefined, context: Context): fc.Arbitrary<unknown> {
  if (length !== undefined) return fc.array(values(of, context), { minLength: length, maxLength: length })
  return endsHere(of, context) ? fc.constant([]) : fc.array(values(of, context), { maxLength: 4 })
}

/** Whether there is no value of this shape, or it goes into types that are around often enough: what holds them has to do without. */
function endsHere(shape: Shape, context: Context): boolean {
  if (shape.nullable) return false
  if (shape.kind === 'never') return true
  if (shape.kind === 'ref') return isDeep(shape.to, context)
  if (shape.kind !== 'custom') return shape.kind === 'list' && shape.length !== undefined && endsHere(shape.of, context)
  return (knownType(shape, context.direction)?.forms ?? []).some((form) => endsHere(form, context))
}

function maps(key: MapKey, of: Shape, context: Context): fc.Arbitrary<unknown> {
  if (endsHere(of, context)) return fc.constant({})
  const entries = fc.tuple(keys(key, context), values(of, context))
  return fc.uniqueArray(entries, { maxLength: 4, selector: ([name]) => name }).map((some) => Object.fromEntries(some))
}

function keys(key: MapKey, context: Context): fc.Arbitrary<string> {
  if (key === 'string') return texts
  if (key === 'text') return context.textKeys ?? fc.stringMatching(/^[a-z]{1,8}$/)
  return numbers(key, { ...context, bigints: true }).map(String)
}

function objects(fields: readonly Field[], context: Context): fc.Arbitrary<unknown> {
  const possible = fields.filter(({ type, optional }) => {
    const isNever = type.kind === 'never' && !type.nullable
    return !(optional && (isNever || endsHere(type, context)))
  })
  const parts = possible.map(({ name, type, optional }) => {
    const value = values(type, context)
    return optional ? fc.option(fc.tuple(fc.constant(name), value)) : fc.tuple(fc.constant(name), value)
  })
  return fc.tuple(...parts).map((entries) => Object.fromEntries(entries.filter((entry) => entry !== null)))
}

function declared(id: string, context: Context): fc.Arbitrary<unknown> {
  const type = declaredType(id, context.declarations)
  if (type === undefined) throw new Error(`${id} is not declared`)
  const given = context.custom?.[type.go]
  if (given !== undefined) return given
  const { forms } = type
  const inside = { ...context, around: { ...context.around, [id]: (context.around[id] ?? 0) + 1 } }
  const key = JSON.stringify(Object.entries(inside.around).sort()) + id
  const made = context.made.get(key) ?? fc.oneof(...forms.map((form) => values(form, inside)))
  context.made.set(key, made)
  return made
}

function custom(shape: Extract<Shape, { kind: 'custom' }>, context: Context): fc.Arbitrary<unknown> {
  const given = context.custom?.[shape.go]
  if (given !== undefined) return given
  const known = Object.hasOwn(knownArbitraries, shape.go) ? knownArbitraries[shape.go] : undefined
  if (known !== undefined) return known(context.direction)
  const forms = knownType(shape, context.direction)?.forms ?? [{ kind: 'any', go: shape.go } as const]
  const all = fc.oneof(...forms.map((form) => values(form, context)))
  return shape.go === 'github.com/aws/aws-lambda-go/events.S3Object' ? all.map(withDecodedKey) : all
}

/** Go sets one of the fields from the other when it reads. */
function withDecodedKey(object: unknown): unknown {
  const { key, ...rest } = object as { key?: string }
  if (key === undefined) return 'urlDecodedKey' in rest ? { ...rest, urlDecodedKey: '' } : rest
  const plain = Buffer.from(key).toString('hex')
  return 'urlDecodedKey' in rest ? { ...rest, key: plain, urlDecodedKey: plain } : { ...rest, key: plain }
}
