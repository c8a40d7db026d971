import type { AnyGobType, Shape } from './gob-type.ts'

/** More pointers or lazies than this around one type are a type that consists of nothing else. */
const mostIndirections = 100

/** The type behind any pointers and lazies: what is on the wire. Go: `userTypeInfo.base`. */
export function baseType(type: AnyGobType): AnyGobType {
  let base = type
  for (let steps = 0; base.shape.kind === 'pointer' || base.shape.kind === 'lazy'; steps++) {
    if (steps > mostIndirections) throw new TypeError('gob: a type consists of nothing but pointers to itself')
    base = base.shape.kind === 'pointer' ? base.shape.elem : base.shape.resolve()
  }
  return base
}

/** The type behind any lazies. */
export function resolved(type: AnyGobType): AnyGobType {
  let target = type
  for (let steps = 0; target.shape.kind === 'lazy'; steps++) {
    if (steps > mostIndirections) throw new TypeError('gob: a lazy type resolves to nothing but itself')
    target = target.shape.resolve()
  }
  return target
}

/** Whether the type can be nil (`undefined`). */
export function isPointer(type: AnyGobType): boolean {
  return resolved(type).shape.kind === 'pointer'
}

/** Go's `reflect.Type.Name()`: the bare name of a named type, '' for any other. Basic types need none. */
export function nameOf(type: AnyGobType): string {
  return resolved(type).shape.name?.name ?? ''
}

/** Go's `reflect.Type.String()`: `[]*messages.Frame`. */
export function textOf(type: AnyGobType, depth = 0): string {
  const { shape } = resolved(type)
  if (shape.name !== undefined) {
    return shape.name.package === '' ? shape.name.name : `${shape.name.package}.${shape.name.name}`
  }
  // Only an unnamed slice of itself gets here: Go has no such type.
  if (depth > mostIndirections) return '…'
  const text = (part: AnyGobType) => textOf(part, depth + 1)
  switch (shape.kind) {
    case 'int':
    case 'uint':
      return shape.go
    case 'float':
      return `float${shape.bits}`
    case 'interface':
      return 'interface {}'
    case 'complex':
      return `complex${shape.bits}`
    case 'bytes':
      return '[]uint8'
    case 'slice':
      return `[]${text(shape.elem)}`
    case 'array':
      return `[${shape.length}]${text(shape.elem)}`
    case 'map':
      return `map[${text(shape.key)}]${text(shape.elem)}`
    case 'pointer':
      return `*${text(shape.elem)}`
    case 'struct': {
      const fields = shape.fields.map((field) => `${field.name} ${text(field.type)}`)
      return fields.length === 0 ? 'struct {}' : `struct { ${fields.join('; ')} }`
    }
    default:
      return shape.kind
  }
}

const keys = new WeakMap<Shape, string>()
let distinct = 0

/**
 * Equal for types that are one type to Go: unnamed types by their parts, those with a codec by their name (each may have
 * several codecs), other named ones by the object that describes them.
 * (Go: a `reflect.Type` as the key of a map.)
 */
export function keyOf(type: AnyGobType): string {
  const { shape } = resolved(type)
  const known = keys.get(shape)
  if (known !== undefined) return known
  const own = `#${++distinct}`
  keys.set(shape, own)
  const key = shape.kind !== 'marshaler' && shape.name !== undefined ? own : partsKey(shape)
  keys.set(shape, key)
  return key
}

function partsKey(shape: Shape): string {
  switch (shape.kind) {
    case 'slice':
      return `[]${keyOf(shape.elem)}`
    case 'array':
      return `[${shape.length}]${keyOf(shape.elem)}`
    case 'map':
      return `map[${keyOf(shape.key)}]${keyOf(shape.elem)}`
    case 'marshaler':
      return `${shape.by} ${textOf({ shape })}`
    case 'pointer':
      return `*${keyOf(shape.elem)}`
    case 'struct':
      return `{${shape.fields.map((field) => `${field.name} ${keyOf(field.type)}`).join(';')}}`
    default:
      return textOf({ shape })
  }
}
