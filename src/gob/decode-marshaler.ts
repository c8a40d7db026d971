import type { Read } from './decode-scalar.ts'
import { Fault } from './fault.ts'
import type { Shape } from './gob-type.ts'
import { textOf } from './type-identity.ts'

/**
 * The reader of a type that decodes itself: a byte count and bytes for its codec.
 *
 * @see GOROOT/src/encoding/gob/decode.go, `decodeGobDecoder`
 */
export function marshalerReader(shape: Extract<Shape, { kind: 'marshaler' }>): Read {
  const { codec } = shape
  return (cursor) => {
    const at = cursor.position
    const bytes = cursor.readBytes()
    const { length } = bytes
    let value: unknown
    try {
      value = codec.decode(bytes)
    } catch (error) {
      const reason = `${textOf({ shape })} cannot be decoded from its ${length} bytes: ${messageOf(error)}`
      throw new Fault(reason, cursor.offsetOf(at), error)
    }
    if (value === undefined) cursor.fail(`the codec of ${textOf({ shape })} gave undefined, which is a nil pointer`, at)
    return value
  }
}

/** Whatever was thrown, in words. */
export function messageOf(thrown: unknown): string {
  if (thrown !== Object(thrown)) return String(thrown)
  const { message } = thrown as { message?: unknown }
  return typeof message === 'string' ? message : 'what it threw is no Error'
}
