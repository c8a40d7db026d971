import { formatPath } from '../failure/index.ts'
import { type Integers, isWideInteger, type NumberRules } from './check-number.ts'
import { describeKey, describeShape, describeValue, isKey, isLeaf } from './check-text.ts'
import { declaredType } from './declared-type.ts'
import type { Direction } from './direction.ts'
import type { Field, GoTypes, Shape } from './go-types.ts'
import { type KnownType, knownType } from './known-types.ts'

/** The first place where a value is not what the Go type takes or gives. */
export interface Misfit {
  /** `$`, `$.items[3].price`, `$["two words"]`. */
  readonly path: string
  /** Completes "expected …": `a whole number from 0 to 255 (uint8)`, `no such field`. */
  readonly expected: string
  /** Completes "found …": `the string "12"`, `null`, `nothing`. */
  readonly found: string
}

export interface CheckOptions {
  /** How integers beyond ±(2^53 − 1) stand in the value; `'number'` unless given. */
  readonly integers?: Integers
}

/**
 * Compares a value of JSON with a shape: kinds, ranges of numbers, texts within strings, base64, times, the fields of objects (also
 * that there are no others, by case and all), lengths of arrays, keys of maps. Types with a way of their own that is not known
 * fit whatever they are. Values may be nested to any depth.
 *
 * @returns undefined where it fits.
 */
export function misfit(
  shape: Shape,
  declarations: GoTypes['declarations'],
  value: unknown,
  direction: Direction,
  { integers = 'number' }: CheckOptions = {},
): Misfit | undefined {
  const context: Context = { declarations, rules: { direction, integers }, expanded: new Map() }
  // A stack of its own: values may be nested deeper than calls.
  const open: Part[] = [{ shape, value, at: undefined }]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const found = checkPart(part, context)
    if ('expected' in found) return { path: formatPath(keysOf(found.at)), expected: found.expected, found: found.found }
    for (const child of found.parts.reverse()) open.push(child)
  }
  return undefined
}

interface Part {
  readonly shape: Shape
  readonly value: unknown
  readonly at: Place | undefined
}

/** Where a part is: from itself up to the root. */
interface Place {
  readonly key: string | number
  readonly of: Place | undefined
}

interface Context {
  readonly declarations: GoTypes['declarations']
  readonly rules: NumberRules
  readonly expanded: Map<Shape, readonly Form[]>
}

/** One of the ways in which a value may fit: no ref, and nothing with a way of its own. */
interface Form {
  readonly shape: Exclude<Shape, { kind: 'ref' | 'custom' }>
  readonly is?: KnownType['is']
}

type Finding =
  | { readonly parts: Part[] }
  | { readonly at: Place | undefined; readonly expected: string; readonly found: string }

const fits: Finding = { parts: [] }

function checkPart({ shape, value, at }: Part, context: Context): Finding {
  const forms = formsOf(shape, context)
  if (forms.some((form) => form.shape.kind === 'any')) return fits
  if (value === null && forms.some((form) => form.shape.nullable)) return fits
  const some = forms.filter((form) => form.shape.kind !== 'never')
  const form = some.find((one) => mayFit(one, value, some.length, context))
  if (form === undefined) return { at, expected: describeForms(forms), found: describeValue(value) }
  if (form.is !== undefined && !form.is.fits(value))
    return { at, expected: form.is.expected, found: describeValue(value) }
  return checkInside(form.shape, value, at, context)
}

/** Follows refs and what is known of custom types; `null` of any of them is null of all. */
function formsOf(shape: Shape, context: Context): readonly Form[] {
  const before = context.expanded.get(shape)
  if (before !== undefined) return before
  const forms: Form[] = []
  const open: { shape: Shape; is?: KnownType['is'] }[] = [{ shape }]
  const seen = new Set<Shape>()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { shape: one, is } = next
    if (seen.has(one)) continue
    seen.add(one)
    if (one.kind !== 'ref' && one.kind !== 'custom') forms.push({ shape: one, ...(is && { is }) })
    else {
      if (one.nullable) forms.push({ shape: { kind: 'never', why: 'it is null', nullable: true } })
      for (const inner of insideOf(one, context).reverse()) open.push({ ...(is && { is }), ...inner })
    }
  }
  context.expanded.set(shape, forms)
  return forms
}

function insideOf(
  shape: Extract<Shape, { kind: 'ref' | 'custom' }>,
  { declarations, rules }: Context,
): { shape: Shape; is?: KnownType['is'] }[] {
  const anything = [{ shape: { kind: 'any', go: '' } as const }]
  if (shape.kind === 'ref')
    return declaredType(shape.to, declarations)?.forms.map((form) => ({ shape: form })) ?? anything
  const known = knownType(shape, rules.direction)
  return known?.forms.map((form) => ({ shape: form, ...(known.is && { is: known.is }) })) ?? anything
}

/** Whether a value is of this kind, whatever is in it; of several kinds of objects, whether it has what they must have. */
function mayFit({ shape, is }: Form, value: unknown, forms: number, { rules }: Context): boolean {
  switch (shape.kind) {
    case 'list':
      return Array.isArray(value) && (shape.length === undefined || value.length === shape.length)
    case 'map':
      return isObject(value)
    case 'object':
      return isObject(value) && (forms === 1 || required(shape.fields).every(({ name }) => Object.hasOwn(value, name)))
    case 'any':
      return true
    case 'never':
      return false
    case 'number':
      // How far numbers of a type with a way of its own go, that way says: a big.Int has no end.
      return isLeaf(shape, value, rules) || (is !== undefined && isWideInteger(value, rules))
    default:
      return isLeaf(shape, value, rules)
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function required(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ optional }) => optional === undefined)
}

function checkInside(shape: Form['shape'], value: unknown, at: Place | undefined, context: Context): Finding {
  if (shape.kind === 'list') {
    return {
      parts: (value as readonly unknown[]).map((one, key) => ({ shape: shape.of, value: one, at: { key, of: at } })),
    }
  }
  if (shape.kind !== 'map' && shape.kind !== 'object') return fits
  const object = value as Readonly<Record<string, unknown>>
  if (shape.kind === 'object') return checkFields(shape.fields, object, at, context)
  const keys = Object.keys(object)
  const wrong = keys.find((key) => !isKey(key, shape.key))
  if (wrong !== undefined) {
    return { at: { key: wrong, of: at }, expected: describeKey(shape.key), found: JSON.stringify(wrong) }
  }
  return { parts: keys.map((key) => ({ shape: shape.of, value: object[key], at: { key, of: at } })) }
}

function checkFields(
  fields: readonly Field[],
  object: Readonly<Record<string, unknown>>,
  at: Place | undefined,
  context: Context,
): Finding {
  const byName = new Map(fields.map((field) => [field.name, field]))
  const stranger = Object.keys(object).find((key) => !byName.has(key))
  if (stranger !== undefined) {
    const alike = fields.find(({ name }) => name.toLowerCase() === stranger.toLowerCase())?.name
    const expected = alike === undefined ? 'no such field' : `no such field, but ${JSON.stringify(alike)}`
    return { at: { key: stranger, of: at }, expected, found: describeValue(object[stranger]) }
  }
  const missing = required(fields).find(({ name }) => !Object.hasOwn(object, name))
  if (missing !== undefined) {
    return {
      at: { key: missing.name, of: at },
      expected: describeForms(formsOf(missing.type, context)),
      found: 'nothing',
    }
  }
  const present = fields.filter(({ name }) => Object.hasOwn(object, name))
  return { parts: present.map(({ name, type }) => ({ shape: type, value: object[name], at: { key: name, of: at } })) }
}

/** `a string or null`; of several kinds of objects what tells them apart. */
function describeForms(forms: readonly Form[]): string {
  const objects = forms.flatMap(({ shape }) => (shape.kind === 'object' ? [shape] : []))
  const names = objects.flatMap(({ fields }) => required(fields).map(({ name }) => name))
  const several = objects.length > 1 ? [`an object with one of ${names.join(', ')}`] : objects.map(describeShape)
  const others = forms.filter(({ shape }) => shape.kind !== 'object').map(({ shape }) => describeShape(shape))
  const nil = forms.some(({ shape }) => shape.nullable) ? ['null'] : []
  return [...new Set([...several, ...others.filter((word) => word !== 'null'), ...nil])].join(' or ')
}

/** From the root on. */
function keysOf(at: Place | undefined): (string | number)[] {
  const keys: (string | number)[] = []
  for (let place = at; place !== undefined; place = place.of) keys.push(place.key)
  return keys.reverse()
}
