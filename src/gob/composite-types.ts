import type { AnyGobType, GobType, Infer, Input, Shape, TypeName } from './gob-type.ts'

/** The fields of a struct, in Go's order. */
export type StructFields = Readonly<Record<string, AnyGobType>>
export type StructValue<F extends StructFields> = { -readonly [K in keyof F]: Infer<F[K]> }
export type StructInput<F extends StructFields> = { readonly [K in keyof F]?: Input<F[K]> | undefined }

/** An element cannot be nil, not even a pointer: Go refuses to encode one and never decodes one. */
type Present<T> = Exclude<T, undefined>

const composite = <T, In = T>(shape: Shape): GobType<T, In> => Object.freeze({ shape })

/** Go's `[]T`: an array. Nil and empty are the same to gob. `[]byte` is `bytes`. */
export function slice<T, In>(elem: GobType<T, In>): GobType<Present<T>[], readonly Present<In>[]> {
  if (elem.shape.kind === 'uint' && elem.shape.bits === 8) throw new TypeError('gob: a slice of uint8 is `bytes`')
  return composite({ kind: 'slice', elem })
}

/** Go's `[n]T`: an array of exactly `length` elements (also `[n]byte`, as numbers). */
export function array<T, In>(length: number, elem: GobType<T, In>): GobType<Present<T>[], readonly Present<In>[]> {
  if (!Number.isSafeInteger(length) || length < 0) throw new TypeError(`gob: an array cannot have ${length} elements`)
  return composite({ kind: 'array', length, elem })
}

/**
 * Go's `map[K]V`: a Map, in the order sent (Go's is random). A missing one is decoded as an empty Map.
 * Keys that are structs, arrays, times or bytes are objects, each distinct to JavaScript: look them up by iterating.
 */
export function map<K, KIn, V, VIn>(
  key: GobType<K, KIn>,
  elem: GobType<V, VIn>,
): GobType<Map<Present<K>, Present<V>>, ReadonlyMap<Present<KIn>, Present<VIn>>> {
  const { kind } = key.shape
  if (kind === 'slice' || kind === 'map' || kind === 'bytes')
    throw new TypeError(`gob: Go has no maps keyed by ${kind}`)
  return composite({ kind: 'map', key, elem })
}

/**
 * Go's `type Name struct { … }`. Decoding gives every field (Go's zero value where none was sent); encoding takes those
 * that differ from it.
 *
 * @param name as in Go, with the package if the bytes are to equal Go's in types like `[]messages.Frame`
 *   (`'messages.Frame'`); receivers do not look at it. `''` is an anonymous struct.
 * @param fields by Go's name, exported (upper case) as Go demands, in Go's order. Embedded structs are fields named
 *   after their type.
 */
export function struct<const F extends StructFields>(name: string, fields: F): GobType<StructValue<F>, StructInput<F>> {
  const list = Object.entries(fields).map(([field, type]) => {
    if (!/^\p{Lu}/u.test(field)) {
      throw new TypeError(`gob: ${name}.${field} is not exported: Go sends only fields that begin in upper case`)
    }
    return Object.freeze({ name: field, type })
  })
  const shape = { kind: 'struct', fields: Object.freeze(list) } as const
  return composite(name === '' ? shape : { ...shape, name: typeName(name) })
}

/** Go's `*T`: the value, or `undefined` for nil. On the wire a pointer is what it points at: inside a struct nil is left out. */
export function pointer<T, In>(elem: GobType<T, In>): GobType<T | undefined, In | undefined> {
  return composite({ kind: 'pointer', elem })
}

/**
 * A type that is defined later, for types that contain themselves:
 * ```ts
 * interface Node { Value: bigint; Next: Node | undefined }
 * const node: GobType<Node> = struct('Node', { Value: int, Next: pointer(lazy(() => node)) })
 * ```
 * `resolve` is called when the type is first used, not here.
 */
export function lazy<T, In>(resolve: () => GobType<T, In>): GobType<T, In> {
  return composite({ kind: 'lazy', resolve })
}

/**
 * Go's `type Name T` where T is no struct (`type Celsius float64`, `type Names []string`). Matters only where the bytes
 * are to equal Go's: Go describes a named slice, array or map apart from the unnamed one.
 */
export function named<T, In>(name: string, type: GobType<T, In>): GobType<T, In> {
  const { kind } = type.shape
  if (kind === 'pointer' || kind === 'lazy') throw new TypeError(`gob: a ${kind} type has no name of its own`)
  if (kind === 'marshaler') throw new TypeError(`gob: ${name} would not have the methods of the type it is made of`)
  return composite({ ...type.shape, name: typeName(name) })
}

/** `messages.Frame` into its parts; dots inside a generic type's brackets (`Pair[main.A]`) are part of the name. */
export function typeName(text: string): TypeName {
  const bracket = text.indexOf('[')
  const dot = (bracket < 0 ? text : text.slice(0, bracket)).lastIndexOf('.')
  return { package: text.slice(0, Math.max(dot, 0)), name: text.slice(dot + 1) }
}
