/** A Go type's name: the package as Go prints it (`messages`, or '' where it is left out) and the bare name. */
export interface TypeName {
  readonly package: string
  readonly name: string
}

interface Named {
  /** Set where Go has a named type (`type Celsius float64`); composites without one print their parts (`[]string`). */
  readonly name?: TypeName
}

interface Integer extends Named {
  readonly bits: 8 | 16 | 32 | 64
  /** Go's predeclared type. */
  readonly go: string
  /** What JavaScript holds: a number of full range, a bigint, or a number that is checked to be a safe integer. */
  readonly as: 'number' | 'bigint' | 'safe'
}

/** Which of its own methods a Go type is encoded by. */
export type MarshalerKind = 'GobEncoder' | 'BinaryMarshaler' | 'TextMarshaler'

interface Marshaler {
  readonly by: MarshalerKind
  readonly name: TypeName
  readonly codec: {
    decode(bytes: Uint8Array): unknown
    encode(value: never): Uint8Array
    zero(): unknown
    isZero?(value: never): boolean
    readonly underlying?: AnyGobType | undefined
  }
}

/** What the codec knows of a type. */
export type Shape =
  | ({ readonly kind: 'bool' | 'bytes' } & Named)
  | ({ readonly kind: 'string'; readonly as: 'text' | 'bytes' } & Named)
  | ({ readonly kind: 'int' | 'uint' } & Integer)
  | ({ readonly kind: 'float'; readonly bits: 32 | 64 } & Named)
  | ({ readonly kind: 'complex'; readonly bits: 64 | 128 } & Named)
  | ({ readonly kind: 'slice'; readonly elem: AnyGobType } & Named)
  | ({ readonly kind: 'array'; readonly length: number; readonly elem: AnyGobType } & Named)
  | ({ readonly kind: 'map'; readonly key: AnyGobType; readonly elem: AnyGobType } & Named)
  | ({ readonly kind: 'struct'; readonly fields: readonly StructField[] } & Named)
  | ({ readonly kind: 'interface'; readonly types: Readonly<Record<string, AnyGobType>> } & Named)
  | ({ readonly kind: 'marshaler' } & Marshaler)
  | ({ readonly kind: 'pointer'; readonly elem: AnyGobType } & Named)
  | ({ readonly kind: 'lazy'; readonly resolve: () => AnyGobType } & Named)

export interface StructField {
  readonly name: string
  readonly type: AnyGobType
}

declare const carries: unique symbol

/**
 * A Go type as the codec sees it: `T` is what decoding gives, `In` what encoding takes (a struct's fields may be left
 * out there). Made by the type constructors (`int32`, `slice(T)`, `struct(name, fields)`, …); immutable.
 */
export interface GobType<T, In = T> {
  readonly shape: Shape
  /** Only for TypeScript: never set. */
  readonly [carries]?: { readonly value: T; readonly input: (input: In) => void }
}

/** Any {@link GobType}, as a constraint. */
export type AnyGobType = GobType<unknown, never>

/** What decoding as `G` gives: `type Reply = Infer<typeof reply>`. */
export type Infer<G extends AnyGobType> = G extends GobType<infer T, never> ? T : never

/** What encoding as `G` takes: as {@link Infer}, but struct fields may be left out or `undefined` (Go's zero value). */
export type Input<G extends AnyGobType> = G extends GobType<unknown, infer In> ? In : never
