/** What `use-go-lambda/gob` exports. */

export { bigInt } from './big-int.ts'
export {
  array,
  lazy,
  map,
  named,
  pointer,
  type StructFields,
  type StructInput,
  type StructValue,
  slice,
  struct,
} from './composite-types.ts'
export { decode } from './decode.ts'
export { decodeAny } from './decode-any.ts'
export { decodeStream } from './decode-stream.ts'
export { Decoder, type DecoderOptions } from './decoder.ts'
export { dump } from './dump.ts'
export { type DumpLine, type DumpScalar, formatDumpLine } from './dump-line.ts'
export { Encoder, encode, type Typed } from './encoder.ts'
export { GobDecodeError } from './gob-decode-error.ts'
export { GobEncodeError } from './gob-encode-error.ts'
export type { AnyGobType, GobType, Infer, Input } from './gob-type.ts'
export { defaultLimits, type Limits } from './limits.ts'
export { binaryMarshaler, type Codec, gobEncoder, textMarshaler } from './marshaler-types.ts'
export {
  type InterfaceInput,
  type InterfaceValue,
  iface,
  type RegisteredTypes,
  type Registry,
  registry,
} from './registry.ts'
export {
  bool,
  bytes,
  type Complex,
  complex64,
  complex128,
  float32,
  float64,
  int,
  int8,
  int16,
  int32,
  int64,
  safeInteger,
  string,
  stringBytes,
  uint,
  uint8,
  uint16,
  uint32,
  uint64,
  uintptr,
} from './scalar-types.ts'
export { type Time, time, timeToDate } from './time.ts'
