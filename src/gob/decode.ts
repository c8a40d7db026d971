import { Decoder, type DecoderOptions } from './decoder.ts'
import { GobDecodeError } from './gob-decode-error.ts'
import type { GobType } from './gob-type.ts'

/**
 * Decodes a stream that consists of one value.
 *
 * @throws {GobDecodeError} if it is malformed, ends early, or anything follows the value, be it another value: use a
 *   {@link Decoder} or `decodeStream` for streams of several.
 */
export function decode<T>(type: GobType<T, never>, bytes: Uint8Array, options?: DecoderOptions): T {
  return onlyValue(bytes, options, (decoder) => decoder.decode(type))
}

/** The one value of a stream, for {@link decode} and `decodeAny`. */
export function onlyValue<T>(
  bytes: Uint8Array,
  options: DecoderOptions | undefined,
  read: (decoder: Decoder) => { readonly value: T } | undefined,
): T {
  const decoder = Decoder.over(bytes, options)
  const result = read(decoder)
  if (result === undefined) {
    decoder.end()
    throw new GobDecodeError('stream is empty', 0)
  }
  if (decoder.unreadBytes > 0) {
    const offset = bytes.length - decoder.unreadBytes
    throw new GobDecodeError(`${decoder.unreadBytes} bytes follow the value`, offset)
  }
  return result.value
}
