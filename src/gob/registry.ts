import { slice } from './composite-types.ts'
import type { AnyGobType, GobType, Infer, Input } from './gob-type.ts'
import { utf8Length } from './platform.ts'
import * as scalars from './scalar-types.ts'

/** Registered types by name. */
export type RegisteredTypes = Readonly<Record<string, AnyGobType>>

/** The names under which values may travel inside interfaces; made by {@link registry}. */
export interface Registry<R extends RegisteredTypes = RegisteredTypes> {
  readonly types: Readonly<R>
}

/** What an interface holds: the registered name of its concrete type, and the value. */
export type InterfaceValue<R extends RegisteredTypes = RegisteredTypes> = {
  [N in keyof R]: { readonly name: N; readonly value: Exclude<Infer<R[N]>, undefined> }
}[keyof R]

/** As {@link InterfaceValue}, to encode. Without the registered types: any name with any value. */
export type InterfaceInput<R extends RegisteredTypes = RegisteredTypes> = string extends keyof R
  ? { readonly name: string; readonly value: unknown }
  : { [N in keyof R]: { readonly name: N; readonly value: Exclude<Input<R[N]>, undefined> } }[keyof R]

/** Names longer than this, in UTF-8, Go refuses to read. */
export const maxNameBytes = 1024

/** What Go registers by itself. @see GOROOT/src/encoding/gob/type.go, `registerBasics` */
const basics = {
  int: scalars.int,
  int8: scalars.int8,
  int16: scalars.int16,
  int32: scalars.int32,
  int64: scalars.int64,
  uint: scalars.uint,
  uint8: scalars.uint8,
  uint16: scalars.uint16,
  uint32: scalars.uint32,
  uint64: scalars.uint64,
  float32: scalars.float32,
  float64: scalars.float64,
  complex64: scalars.complex64,
  complex128: scalars.complex128,
  uintptr: scalars.uintptr,
  bool: scalars.bool,
  string: scalars.string,
  '[]uint8': scalars.bytes,
  '[]int': slice(scalars.int),
  '[]int8': slice(scalars.int8),
  '[]int16': slice(scalars.int16),
  '[]int32': slice(scalars.int32),
  '[]int64': slice(scalars.int64),
  '[]uint': slice(scalars.uint),
  '[]uint16': slice(scalars.uint16),
  '[]uint32': slice(scalars.uint32),
  '[]uint64': slice(scalars.uint64),
  '[]float32': slice(scalars.float32),
  '[]float64': slice(scalars.float64),
  '[]complex64': slice(scalars.complex64),
  '[]complex128': slice(scalars.complex128),
  '[]uintptr': slice(scalars.uintptr),
  '[]bool': slice(scalars.bool),
  '[]string': slice(scalars.string),
} as const

type Basics = typeof basics

/**
 * The types that interface values may have, by the names that Go registered them under (`gob.Register`,
 * `gob.RegisterName`). Go's own basic types and slices of them are always there; a type given here for one of
 * their names takes its place (`{ int: safeInteger(int) }`).
 *
 * @param types by name: `main.Circle` for a named type (with the package's import path: `example.com/shapes.Circle`),
 *   `*main.Circle` for a pointer to one (here without the path, as Go prints it).
 * @throws {TypeError} if a name is empty or longer than 1024 bytes, or a type is an interface.
 */
export function registry<const R extends RegisteredTypes = Record<never, never>>(
  types?: R,
): Registry<Omit<Basics, keyof R> & R> {
  for (const [name, type] of Object.entries(types ?? {})) {
    if (name === '') throw new TypeError('gob: a type cannot be registered without a name')
    if (utf8Length(name) > maxNameBytes) throw new TypeError(`gob: a registered name has at most ${maxNameBytes} bytes`)
    if (type.shape.kind === 'interface') throw new TypeError(`gob: ${name} is an interface, not a concrete type`)
  }
  const all = Object.assign(Object.create(null), basics, types) as Omit<Basics, keyof R> & R
  return Object.freeze({ types: Object.freeze(all) })
}

/**
 * A Go interface (`any`, or one with methods): `{ name, value }`, or `null` for nil, which lists and maps may hold, too.
 * A pointer registered as `*main.Circle` is the value it points at: Go sends no nil pointers in interfaces.
 *
 * For a type that is registered and holds such an interface itself, TypeScript needs to be told the type:
 * ```ts
 * const any: GobType<InterfaceValue | null> = lazy(() => all)
 * const group = struct('main.Group', { Members: slice(any) })
 * const all = iface(registry({ 'main.Group': group })) as GobType<InterfaceValue | null>
 * ```
 * The name matters nowhere but in error texts: `named('main.Shape', iface(…))`.
 */
export function iface<R extends RegisteredTypes>(
  registered: Registry<R>,
): GobType<InterfaceValue<R> | null, InterfaceInput<R> | null> {
  return Object.freeze({ shape: { kind: 'interface', types: registered.types } as const })
}
