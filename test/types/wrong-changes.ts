import { integerRange } from '../../src/types/check-number.ts'
import { declaredType } from '../../src/types/declared-type.ts'
import type { Direction } from '../../src/types/direction.ts'
import type { GoTypes, Shape } from '../../src/types/go-types.ts'
import { knownType } from '../../src/types/known-types.ts'

type Path = readonly (string | number)[]

/** A value after a change by which it is no longer of its type, and where it was changed. */
export interface WrongChange {
  readonly path: Path
  readonly value: unknown
}

/** The forms of a shape, looked up as simply as can be. */
interface Resolved {
  readonly forms: readonly Shape[]
  readonly nullable: boolean
}

const removed = Symbol('removed')

/** Every change of one place of a value that makes it wrong, of each kind of place one at least. */
export function wrongChanges(
  value: unknown,
  shape: Shape,
  declarations: GoTypes['declarations'],
  direction: Direction,
): readonly WrongChange[] {
  const changes: [Path, unknown][] = []
  const resolve = (one: Shape): Resolved => {
    if (one.kind !== 'ref' && one.kind !== 'custom') return { forms: [one], nullable: one.nullable ?? false }
    const inner = one.kind === 'ref' ? declaredType(one.to, declarations)?.forms : knownType(one, direction)?.forms
    const all = (inner ?? [{ kind: 'any', go: '' } as const]).map(resolve)
    return {
      forms: all.flatMap(({ forms }) => forms),
      nullable: one.nullable === true || all.some(({ nullable }) => nullable),
    }
  }
  const visit = (part: unknown, of: Shape, path: Path) => {
    const { forms, nullable } = resolve(of)
    const some = forms.filter(({ kind }) => kind !== 'never')
    if (some.some(({ kind }) => kind === 'any')) return
    if (!nullable) changes.push([path, null])
    for (const wrong of wrongKinds(some)) changes.push([path, wrong])
    if (of.kind === 'custom' && direction === 'request')
      for (const wrong of wrongTexts[of.go] ?? []) changes.push([path, wrong])
    if (part === null) return
    const form = some.length === 1 ? some[0] : some.find((one) => one.kind === 'object' && holds(part, one))
    if (form !== undefined) visitForm(part, form, path, some.length > 1)
  }
  const visitForm = (part: unknown, form: Shape, path: Path, oneOfSeveral: boolean) => {
    if (form.kind === 'number' && !form.quoted) for (const wrong of wrongNumbers(form)) changes.push([path, wrong])
    if (form.kind === 'list') {
      const elements = part as unknown[]
      if (form.length !== undefined) changes.push([path, [...elements, elements[0] ?? 1]])
      elements.forEach((element, index) => {
        visit(element, form.of, [...path, index])
      })
    }
    if (form.kind === 'map') {
      if (form.key !== 'string' && form.key !== 'text') changes.push([[...path, '1x'], null])
      for (const [key, element] of Object.entries(part as object)) visit(element, form.of, [...path, key])
    }
    if (form.kind === 'object') {
      changes.push([[...path, 'no such field'], 1])
      for (const { name, type, optional } of form.fields) {
        if (!Object.hasOwn(part as object, name)) continue
        if (!optional && !oneOfSeveral) changes.push([[...path, name], removed])
        visit((part as Record<string, unknown>)[name], type, [...path, name])
      }
    }
  }
  visit(value, shape, [])
  return changes.map(([path, wrong]) => ({ path, value: changed(value, path, wrong) }))
}

function holds(part: unknown, form: Extract<Shape, { kind: 'object' }>): boolean {
  const names = form.fields.filter(({ optional }) => !optional).map(({ name }) => name)
  return names.every((name) => Object.hasOwn(part as object, name))
}

function changed(value: unknown, path: Path, to: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return to
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? changed(one, rest, to) : one))
  const entries = Object.entries(value as object).map(([name, one]): [string, unknown] => [
    name,
    name === key ? changed(one, rest, to) : one,
  ])
  if (!Object.hasOwn(value as object, key)) entries.push([String(key), to])
  return Object.fromEntries(entries.filter(([, one]) => one !== removed))
}

const wrongTexts: Readonly<Record<string, readonly unknown[]>> = {
  'time.Time': ['yesterday', '', '2024-02-30T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01', '2024-01-01T00:00:00'],
  'math/big.Int': [0.5, '1', 1e21],
  'github.com/google/uuid.NullUUID': ['12', 1],
  'github.com/shopspring/decimal.Decimal': ['', '1,5', 'x'],
}

/** Values of kinds that no form is of. */
function wrongKinds(forms: readonly Shape[]): readonly unknown[] {
  const kinds = new Set(forms.map(kindOf))
  const candidates: [string, unknown][] = [
    ['list', ['?']],
    ['object', { '?': '?' }],
    ['boolean', true],
    ['number', 1],
    ['string', '?'],
  ]
  const others = candidates.filter(([kind]) => !kinds.has(kind)).map(([, value]) => value)
  return [...others, ...(forms.length === 1 ? wrongOfOwnKind(forms[0] as Shape) : [])]
}

function kindOf(shape: Shape): string {
  switch (shape.kind) {
    case 'boolean':
      return shape.quoted ? 'string' : 'boolean'
    case 'number':
    case 'json-number':
      return shape.quoted ? 'string' : 'number'
    case 'bytes':
      return 'string'
    case 'map':
      return 'object'
    default:
      return shape.kind
  }
}

function wrongOfOwnKind(shape: Shape): readonly unknown[] {
  if (shape.kind === 'bytes') return ['abc', '####', 'ab==cd==', 'a===']
  if (shape.kind === 'boolean' && shape.quoted) return ['yes', 'True', '']
  if (shape.kind === 'string' && shape.quoted) return ['?', '1', '"']
  if (shape.kind === 'json-number') return ['?', ' 1', '0x1', '1.', '']
  if (shape.kind !== 'number' || !shape.quoted) return []
  const range = integerRange(shape.go)
  return range === undefined
    ? ['?', '', '.5', 'NaN', '1e999']
    : ['?', '', '+1', '01', '-0', '1.5', '1e1', String(range[1] + 1n), String(range[0] - 1n)]
}

function wrongNumbers({ go }: Extract<Shape, { kind: 'number' }>): readonly unknown[] {
  const range = integerRange(go)
  if (range === undefined) return [Number.NaN, Number.POSITIVE_INFINITY, 1n, ...(go === 'float32' ? [3.5e38] : [])]
  // Twice the greatest is beyond it whatever is rounded.
  return [0.5, 1e300, Number(range[1]) * 2 + 2, Number(range[0]) * 2 - 2, 1n]
}
