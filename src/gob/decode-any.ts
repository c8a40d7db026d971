import { onlyValue } from './decode.ts'
import type { DecoderOptions } from './decoder.ts'

/**
 * Decodes a stream that consists of one value, without knowing its type: a stream describes its types itself. What comes
 * of Go's values:
 *
 * | sent as | given as |
 * | --- | --- |
 * | bool | boolean |
 * | an integer of any width, signed or not | number where it is a safe integer, else bigint: always exact |
 * | float32, float64 | number |
 * | complex64, complex128 | `{ re, im }` |
 * | string | string (what is not UTF-8 becomes U+FFFD; `stringBytes` in a wanted type loses nothing) |
 * | []byte | Uint8Array |
 * | slice, array | array |
 * | map | Map, in the order sent; keys that are no scalars are objects, each distinct |
 * | struct | a plain object with the fields that were sent |
 * | interface | `{ name, value }` with the registered name, or `null` |
 * | a type that encodes itself | `{ marshaler: 'GobEncoder' \| 'BinaryMarshaler' \| 'TextMarshaler', name, bytes }` |
 *
 * Go does not send a struct's fields that are zero (nor nil pointers), so they are not there: nothing is made up. A pointer
 * is what it points at. A field named `__proto__` is a property like any other; where a stream names two fields of a
 * struct the same, which Go cannot, the later one is `Name#number`.
 *
 * @throws {GobDecodeError} if it is malformed, ends early, or anything follows the value: use {@link Decoder.decodeAny}
 *   for streams of several.
 */
export function decodeAny(bytes: Uint8Array, options?: DecoderOptions): unknown {
  return onlyValue(bytes, options, (decoder) => decoder.decodeAny())
}
