/** What the rooms above need of the codec. All of it is the package's door, door.ts: who only invokes does not load it. */

export { pointer, slice, struct } from './composite-types.ts'
export { Decoder } from './decoder.ts'
export { Encoder } from './encoder.ts'
export { GobDecodeError } from './gob-decode-error.ts'
export type { GobType, Infer, Input } from './gob-type.ts'
export type { Limits } from './limits.ts'
export { bool, bytes, int32, int64, safeInteger, string, uint64 } from './scalar-types.ts'
