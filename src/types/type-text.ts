import { commentText, indented } from './comment-text.ts'
import type { Direction } from './direction.ts'
import type { Field, Shape } from './go-types.ts'
import { knownType, shortName } from './known-types.ts'

/** What the text of a type depends on besides its shape. */
export interface Scope {
  readonly direction: Direction
  /** What a declared type is called in the file, by the id that a `ref` shape names. */
  readonly nameOf: (id: string) => string
  /** Whether comments are written. */
  readonly comments: boolean
}

/** A string that holds a number. */
const digits = `\`\${number}\``

/** Arrays up to this length are tuples. */
const longestTuple = 8

/**
 * A type of TypeScript, as it stands behind a colon; objects have a line for each field.
 *
 * @param lazy whether it stands within an object, where a type may name itself in every way. Elsewhere, in an alias, it may
 * not as an argument: `type Tree = Record<string, Tree>` is refused.
 */
export function typeText(forms: readonly Shape[], scope: Scope, lazy: boolean): string {
  return unionText(forms.flatMap((form) => members(form, scope, lazy)))
}

/** Without what is said twice; `unknown` takes in all others. */
export function unionText(members: readonly string[]): string {
  return distinct(members).join(' | ')
}

function distinct(members: readonly string[]): readonly string[] {
  if (members.includes('unknown')) return ['unknown']
  const some = [...new Set(members)].filter((member) => member !== 'never' && member !== 'null')
  if (members.includes('null')) some.push('null')
  return some.length === 0 ? ['never'] : some
}

/** The types that a shape is any of. */
export function members(shape: Shape, scope: Scope, lazy: boolean): readonly string[] {
  const own = ownMembers(shape, scope, lazy)
  return shape.nullable ? [...own, 'null'] : own
}

function ownMembers(shape: Shape, scope: Scope, lazy: boolean): readonly string[] {
  switch (shape.kind) {
    case 'boolean':
      return shape.quoted ? ["'true'", "'false'"] : ['boolean']
    case 'string':
    case 'bytes':
      return ['string']
    case 'number':
      return [shape.quoted ? digits : 'number']
    case 'json-number':
      if (shape.quoted) return [digits]
      return scope.direction === 'request' ? ['number', digits] : ['number']
    case 'list':
      return [listText(shape.of, shape.length, scope, lazy)]
    case 'map':
      return [mapText(shape, scope, lazy)]
    case 'object':
      return [objectText(shape.fields, scope)]
    case 'ref':
      return [scope.nameOf(shape.to)]
    case 'any':
      return ['unknown']
    case 'never':
      return ['never']
    case 'custom': {
      const forms = knownType(shape, scope.direction)?.forms
      return forms === undefined ? ['unknown'] : forms.flatMap((form) => members(form, scope, lazy))
    }
  }
}

function listText(of: Shape, length: number | undefined, scope: Scope, lazy: boolean): string {
  const readonly = scope.direction === 'request' ? 'readonly ' : ''
  const elements = distinct(members(of, scope, lazy))
  const element = elements.join(' | ')
  if (length !== undefined && length <= longestTuple) {
    return `${readonly}[${Array.from({ length }, () => element).join(', ')}]`
  }
  const single = elements.length === 1 && !element.startsWith('readonly ')
  return `${readonly}${single ? element : `(${element})`}[]`
}

function mapText({ key, of }: Extract<Shape, { kind: 'map' }>, scope: Scope, lazy: boolean): string {
  const isText = key === 'string' || key === 'text'
  if (isText && (lazy || !holdsRef(of, scope))) return `Record<string, ${typeText([of], scope, lazy)}>`
  return `{ [key: ${isText ? 'string' : digits}]: ${typeText([of], scope, true)} }`
}

function holdsRef(shape: Shape, scope: Scope): boolean {
  if (shape.kind === 'list' || shape.kind === 'map') return holdsRef(shape.of, scope)
  if (shape.kind !== 'custom') return shape.kind === 'ref'
  return (knownType(shape, scope.direction)?.forms ?? []).some((form) => holdsRef(form, scope))
}

/** The type of an object with these fields. `{}` would be anything, so that one without fields is told otherwise. */
function objectText(fields: readonly Field[], scope: Scope): string {
  return fields.length === 0 ? 'Record<string, never>' : bodyText(fields, scope)
}

/** The fields in braces, as the body of an interface or as a type. */
export function bodyText(fields: readonly Field[], scope: Scope): string {
  return `{${indented(fields.map((field) => `\n${fieldText(field, scope)}`).join(''))}\n}`
}

function fieldText({ name, type, optional, doc }: Field, scope: Scope): string {
  const comment = scope.comments ? commentText([doc, ...notes(type, scope)]) : ''
  const property = `${propertyName(name)}${optional ? '?' : ''}: ${typeText([type], scope, true)}`
  return comment === '' ? property : `${comment}\n${property}`
}

/** As it is where TypeScript allows it, else in quotes. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name)
}

export function stringLiteral(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")
  return `'${inner.replace(/[\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16)}`)}'`
}

/** What a type does not say of itself: no positions, which would change with every line of the Go code. */
export function notes(shape: Shape, scope: Scope): readonly string[] {
  switch (shape.kind) {
    case 'bytes':
      return ['Base64.']
    case 'list':
    case 'map':
      return notes(shape.of, scope)
    case 'never':
      return [`Never: ${shape.why}.`]
    case 'custom': {
      const known = knownType(shape, scope.direction)
      if (known !== undefined) return known.note === undefined ? [] : [known.note]
      const method = scope.direction === 'request' ? 'reads' : 'writes'
      return [`Unknown: ${shortName(shape.go)} ${method} JSON in a way of its own.`]
    }
    default:
      return []
  }
}
