import { typeName } from './composite-types.ts'
import type { AnyGobType, GobType, MarshalerKind } from './gob-type.ts'

/**
 * What a Go type's own methods do, in JavaScript: `T` is what decoding gives, `In` what encoding takes. What `decode` and
 * `encode` throw becomes the `cause` of a GobDecodeError or a GobEncodeError that says where. They may be called more
 * than once for a value, and must not use the Encoder or Decoder that calls them.
 */
export interface Codec<T, In = T> {
  /**
   * Go's `GobDecode` or `UnmarshalBinary`.
   *
   * @param bytes the codec's own, to keep or to change; empty where Go sent a nil pointer in a list.
   * @returns the value, never `undefined`: that is a nil pointer.
   */
  decode(bytes: Uint8Array): T
  /** Go's `GobEncode` or `MarshalBinary`. */
  encode(value: In): Uint8Array
  /** Go's zero value, a new one if it can be changed: what decoding gives where nothing was sent. */
  zero(): T & In
  /**
   * Whether a value is Go's zero value, which structs leave out. Only for types whose method has a value receiver
   * (`func (t Time) GobEncode()`): without it the value is always sent, as Go does where the receiver is a pointer
   * (`func (x *Int) GobEncode()`). Behind a {@link pointer} both are left out where it is nil, and only there.
   * A value it throws at is none.
   */
  isZero?(value: In): boolean
  /**
   * The Go type without its methods, only for bytes that equal Go's: Go also sends the definitions of its exported
   * parts, though nothing refers to them. `struct('', { User: pointer(struct('url.Userinfo', {})) })` for `url.URL`.
   */
  readonly underlying?: AnyGobType | undefined
}

/**
 * A Go type that encodes itself by `GobEncode` and `GobDecode`: gob carries the bytes and knows nothing else of it.
 * ```ts
 * const version = gobEncoder('semver.Version', {
 *   decode: (bytes) => new TextDecoder().decode(bytes),
 *   encode: (text: string) => new TextEncoder().encode(text),
 *   zero: () => '',
 * })
 * ```
 * A Go struct that embeds such a type without a name (`struct { time.Time; Note string }`) has its methods, too, and
 * travels as the embedded value alone.
 *
 * @param name as in Go, with the package (`'big.Int'`). Receivers look at the method only: what was sent by GobEncode
 *   can be read as any GobEncoder, and as nothing else.
 * @throws {TypeError} if the name is empty (in Go such a type has one) or the zero value is undefined.
 * @see GOROOT/src/encoding/gob/type.go, `GobEncoder`; encode.go, `gobEncodeOpFor`
 */
export function gobEncoder<T, In = T>(name: string, codec: Codec<T, In>): GobType<T, In> {
  return marshaler('GobEncoder', name, codec)
}

/** As {@link gobEncoder}, for a type with `MarshalBinary` and `UnmarshalBinary`. Where a type has both, Go takes GobEncode. */
export function binaryMarshaler<T, In = T>(name: string, codec: Codec<T, In>): GobType<T, In> {
  return marshaler('BinaryMarshaler', name, codec)
}

/**
 * As {@link gobEncoder}, for `MarshalText` and `UnmarshalText`. Go (1.26) reserves this and has never used it: it sends
 * types that have only these methods as what they are made of, and can step over this, but not read it.
 */
export function textMarshaler<T, In = T>(name: string, codec: Codec<T, In>): GobType<T, In> {
  return marshaler('TextMarshaler', name, codec)
}

function marshaler<T, In>(by: MarshalerKind, name: string, codec: Codec<T, In>): GobType<T, In> {
  if (name === '') throw new TypeError(`gob: a ${by} needs the name of its Go type`)
  // Now, so that a codec that cannot do it is not found out in the midst of a stream.
  if (codec.zero() === undefined) throw new TypeError(`gob: the zero value of ${name} cannot be undefined`)
  return Object.freeze({ shape: { kind: 'marshaler', by, name: typeName(name), codec } as const })
}
