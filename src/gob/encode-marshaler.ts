import { messageOf } from './decode-marshaler.ts'
import { isBytes, misfit, type ValueWriter } from './encode-scalar.ts'
import { Fault } from './fault.ts'
import type { Shape } from './gob-type.ts'
import { textOf } from './type-identity.ts'

/**
 * The writer of a type that encodes itself: a byte count and the bytes that its codec gives.
 *
 * @see GOROOT/src/encoding/gob/encode.go, `encodeGobEncoder`
 */
export function marshalerWriter(shape: Extract<Shape, { kind: 'marshaler' }>): ValueWriter {
  const { codec } = shape
  return {
    omits(value) {
      try {
        return codec.isZero?.(value as never) === true
      } catch {
        return false // encode() will say what is wrong with it, and where.
      }
    },
    write(sink, value) {
      let bytes: unknown
      try {
        bytes = codec.encode(value as never)
      } catch (error) {
        throw new Fault(`${textOf({ shape })} cannot be encoded: ${messageOf(error)}`, 0, error)
      }
      if (!isBytes(bytes)) throw misfit(bytes, `a Uint8Array from the codec of ${textOf({ shape })}`)
      sink.writeBytes(bytes)
    },
  }
}
