/**
 * What the Go program (`program/`) finds out, as it prints it: JSON of this shape. All that depends on how Go works is
 * decided there (which fields there are, under which names, what can be absent or null); nothing of it is TypeScript.
 *
 * Requests are described as `encoding/json` decodes, responses as it encodes: the same Go type can differ, as with an
 * `UnmarshalJSON` without a `MarshalJSON`.
 */
export interface GoTypes {
  readonly version: 1
  /** The release that read them: `go1.26.8`. */
  readonly go: string
  /** One for each package that was asked for, in that order. */
  readonly functions: readonly FunctionTypes[]
  /** What `ref` shapes name, by {@link Declaration.id}; only what is reached. */
  readonly declarations: Readonly<Record<string, Declaration>>
}

/** What is known of one package main. */
export interface FunctionTypes {
  /** Absolute, as it was asked for. */
  readonly dir: string
  readonly importPath: string
  /** What `lambda.Start` and its like may be given; more than one where it is chosen when the function runs. */
  readonly handlers: readonly Handler[]
  /** Why nothing, or not all, is known. Without handlers there is at least one. */
  readonly unresolved: readonly Note[]
  /** What a reader should know all the same: code that does not compile, a field that JSON cannot hold. */
  readonly warnings: readonly Note[]
}

/** Whether all handlers of a function are known: one that was not found may take or answer anything. */
export function isKnown({ handlers, unresolved }: FunctionTypes): boolean {
  return handlers.length > 0 && unresolved.length === 0
}

/** A function that aws-lambda-go calls by its signature. */
export interface Handler {
  /** As Go prints it: `main.handle`, `(*main.Server).Handle`, `main.main.func1`. */
  readonly name: string
  /** Where it is: `/abs/path/main.go:12`. */
  readonly at: string
  /** What the event is decoded into; left out where the handler takes none: the payload is not looked at. */
  readonly request?: Shape
  /** What is encoded; left out where the handler gives only an error: the answer is `null`. */
  readonly response?: Shape
  /** From the handler's doc comment. */
  readonly doc?: string
}

/** Something said of a place in Go code. */
export interface Note {
  /** Begins in lower case, without a full stop at its end. */
  readonly reason: string
  /** `/abs/path/main.go:12`, of Go's own library `$GOROOT/src/…`; `''` where there is no place. */
  readonly at: string
}

export type GoNumber =
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr'
  | 'float32'
  | 'float64'

/**
 * What JSON holds for a Go type. `nullable`: also `null` (a pointer, slice or map; pointers to pointers are one). `quoted`: as text
 * within a string, by the tag `,string`.
 */
export type Shape = { readonly nullable?: true } & (
  | { readonly kind: 'boolean'; readonly quoted?: true }
  | { readonly kind: 'string'; readonly quoted?: true }
  | { readonly kind: 'number'; readonly go: GoNumber; readonly quoted?: true }
  /** `json.Number`: encoded as the number it holds; decoded from a number, or a string that holds one. */
  | { readonly kind: 'json-number'; readonly quoted?: true }
  /** `[]byte`: base64 in a string. */
  | { readonly kind: 'bytes' }
  /** A slice; with `length` an array. */
  | { readonly kind: 'list'; readonly of: Shape; readonly length?: number }
  /** `key`: of what kind the keys are, all strings in JSON: text by `encoding.TextMarshaler` is `text`. */
  | { readonly kind: 'map'; readonly key: MapKey; readonly of: Shape }
  /** A struct: of an anonymous one its fields stand here. */
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  /** A declared type, by {@link Declaration.id}. From ref to ref there is always an end. */
  | { readonly kind: 'ref'; readonly to: string }
  /** `any`, `json.RawMessage`, an interface on its way out: any JSON. */
  | { readonly kind: 'any'; readonly go: string }
  /** The type has its own way: a MarshalJSON or UnmarshalJSON that is not followed (`json`), or as text. */
  | {
      readonly kind: 'custom'
      readonly by: 'json' | 'text'
      /** `time.Time`, `github.com/aws/aws-lambda-go/events.S3Object`. */
      readonly go: string
      readonly at: string
      /** What it would be without a way of its own, for types of which it is known that they keep to it. */
      readonly without?: Shape
    }
  /** What JSON cannot hold, and why: a channel, a function, a complex number; on its way in an interface with methods. */
  | { readonly kind: 'never'; readonly why: string }
)

export type MapKey = 'string' | 'text' | Exclude<GoNumber, 'float32' | 'float64'>

/** A field of an object, by Go's rules for tags, embedded structs and conflicts. */
export interface Field {
  /** In JSON. */
  readonly name: string
  /** In Go: `Name`, of an embedded struct `Base.Name`. */
  readonly go: string
  readonly type: Shape
  /**
   * Response: `omitempty` or `omitzero` may leave it out, or an embedded pointer is nil (what can only be left out is not nullable).
   * Request: everything but what a `validate` or `binding` tag requires.
   */
  readonly optional?: true
  readonly doc?: string
}

/** A type with a name: `type Order struct`, also an instance of a generic one. */
export interface Declaration {
  /** `decode:` or `encode:`, then the import path and the name with type arguments: `decode:shop/orders.Page[shop/orders.Order]`. */
  readonly id: string
  /** `Order`; of a generic instance `Page`. */
  readonly name: string
  /** Of a generic instance, as words for a name: `['Order']`, of `Page[[]string]` `['String', 'List']`. */
  readonly args?: readonly string[]
  /** `shop/orders` */
  readonly package: string
  /** `orders` */
  readonly packageName: string
  readonly at: string
  readonly doc?: string
  /** Of a type whose MarshalJSON or UnmarshalJSON is followed, what that hands to `encoding/json`. */
  readonly type: Shape
  /** Constants of this type in its package, two at least; others are possible. In the order they stand in. */
  readonly constants?: readonly Constant[]
}

export interface Constant {
  readonly name: string
  /** A number beyond ±(2^53 − 1) is not given. */
  readonly value: string | number
  readonly doc?: string
}
