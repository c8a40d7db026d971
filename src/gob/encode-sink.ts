import { Fault } from './fault.ts'
import type { AnyGobType } from './gob-type.ts'
import type { Limits } from './limits.ts'
import { allocate, utf8Length, writeUtf8 } from './platform.ts'

const firstCapacity = 1024
/** A buffer up to this size is kept for the next message; a larger one is handed out as it is. */
const keptCapacity = 64 * 1024
/** The longest length prefix: a byte count and eight bytes. */
const prefixSpace = 9
/** Up to this many characters a loop beats asking for the UTF-8 length first. */
const shortText = 32

const float = new DataView(new ArrayBuffer(8))
const floatBytes = new Uint8Array(float.buffer)

/** Where messages are written: a growing buffer and gob's primitives. The mirror of `Cursor`. */
export class Sink {
  /** How deep the value being written is nested. */
  depth = 0
  readonly #limits: Limits
  readonly #define: (sink: Sink, type: AnyGobType) => number
  #bytes = allocate(firstCapacity)
  #start = prefixSpace
  #position = prefixSpace
  /** Where the content of the message being written begins; 0 outside of messages. */
  #begin = 0
  /** How many messages are being written, one inside the other. */
  #open = 0

  /** @param define writes the definitions that a type still needs and gives its id; interface values need it. */
  constructor(limits: Limits, define: (sink: Sink, type: AnyGobType) => number) {
    this.#limits = limits
    this.#define = define
  }

  /** Forgets what was written. */
  reset(): void {
    this.#start = prefixSpace
    this.#position = prefixSpace
    this.depth = 0
    this.#begin = 0
    this.#open = 0
  }

  /** Writes the definitions that `type` still needs, and gives its id. */
  define(type: AnyGobType): number {
    return this.#define(this, type)
  }

  /** Writes `body` as one message: its length, then what it writes. Inside another it is a part of that one. */
  message(body: () => void): void {
    const outer = this.#begin
    this.#open++
    this.#beginMessage()
    body()
    this.#endMessage()
    this.#open--
    this.#begin = outer
  }

  /** Ends the innermost message here and begins the next one. */
  split(): void {
    this.#endMessage()
    this.#beginMessage()
  }

  #beginMessage(): void {
    // The length is known afterwards: room is left for the longest, and what is not needed is closed up.
    this.#ensure(prefixSpace)
    this.#position += prefixSpace
    this.#begin = this.#position
  }

  #endMessage(): void {
    const begin = this.#begin
    const before = begin - prefixSpace
    const end = this.#position
    const length = end - begin
    if (length > this.#limits.maxMessageBytes) {
      throw new Fault(
        `message of ${length} bytes is larger than the limit of ${this.#limits.maxMessageBytes} (maxMessageBytes)`,
      )
    }
    const gap = prefixSpace - uintSize(length)
    const written = before - this.#start
    if (this.#open === 1 && written <= length) {
      // What stands before the message is moved up to it: mostly little or nothing, while the message may be large.
      this.#bytes.copyWithin(this.#start + gap, this.#start, before)
      this.#start += gap
      this.#position = before + gap
      this.writeUint(length)
      this.#position = end
    } else {
      this.#bytes.copyWithin(begin - gap, begin, end)
      this.#position = before
      this.writeUint(length)
      this.#position = end - gap
    }
  }

  /** What was written since `reset()`; the caller's own from now on. */
  take(): Uint8Array {
    const length = this.#position - this.#start
    if (this.#bytes.length > keptCapacity) {
      const bytes = new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + this.#start, length)
      this.#bytes = allocate(firstCapacity)
      return bytes
    }
    const bytes = new Uint8Array(length)
    bytes.set(this.#bytes.subarray(this.#start, this.#position))
    return bytes
  }

  /**
   * Writes one unsigned integer from 0 to 2^53-1: up to 0x7f a single byte, else a negated byte count and that many
   * big-endian bytes (256 is `fe 01 00`).
   *
   * @see GOROOT/src/encoding/gob/doc.go, "Encoding Details"
   */
  writeUint(value: number): void {
    if (value <= 0x7f) {
      this.#ensure(1)
      this.#bytes[this.#position++] = value
    } else this.writeUint64(Math.floor(value / 0x1_0000_0000), value >>> 0)
  }

  /** Writes one unsigned integer of 64 bits, given as two halves of 32. */
  writeUint64(high: number, low: number): void {
    this.#ensure(prefixSpace)
    const bytes = this.#bytes
    let position = this.#position
    if (high === 0 && low <= 0x7f) bytes[position++] = low
    else {
      const size = high === 0 ? size32(low) : 4 + size32(high)
      bytes[position++] = 256 - size
      for (let shift = (size - 5) * 8; shift >= 0; shift -= 8) bytes[position++] = high >>> shift
      for (let shift = (Math.min(size, 4) - 1) * 8; shift >= 0; shift -= 8) bytes[position++] = low >>> shift
    }
    this.#position = position
  }

  /** Writes one signed safe integer: shifted left by one, complemented where negative, with the sign in bit 0. */
  writeInt(value: number): void {
    const sign = value < 0 ? 1 : 0
    const bits = value < 0 ? -(value + 1) : value
    if (bits < 0x40) {
      this.#ensure(1)
      this.#bytes[this.#position++] = (bits << 1) | sign
      return
    }
    const high = Math.floor(bits / 0x1_0000_0000)
    const low = bits >>> 0
    this.writeUint64(((high << 1) | (low >>> 31)) >>> 0, ((low << 1) | sign) >>> 0)
  }

  /** Writes one float64 as Go does: its bytes reversed as an unsigned integer, so that round numbers are short (1 is `fe f0 3f`). */
  writeFloat(value: number): void {
    float.setFloat64(0, value, true)
    let zeros = 0
    while (zeros < 7 && floatBytes[zeros] === 0) zeros++
    this.#ensure(prefixSpace)
    const first = floatBytes[zeros] as number
    if (zeros === 7 && first <= 0x7f) this.#bytes[this.#position++] = first
    else {
      this.#bytes[this.#position++] = 256 - (8 - zeros)
      for (let index = zeros; index < 8; index++) this.#bytes[this.#position++] = floatBytes[index] as number
    }
  }

  /** Writes a byte count and the bytes. */
  writeBytes(value: Uint8Array): void {
    this.writeUint(value.length)
    this.#ensure(value.length)
    this.#bytes.set(value, this.#position)
    this.#position += value.length
  }

  /** Writes a byte count and the text as UTF-8. */
  writeString(value: string): void {
    if (value.length <= shortText && this.#writeShortAscii(value)) return
    const length = utf8Length(value)
    this.writeUint(length)
    this.#ensure(length)
    writeUtf8(this.#bytes, value, this.#position, length)
    this.#position += length
  }

  /** Counts one more level of nesting; `depth` is lowered by who raised it. */
  enter(): void {
    if (++this.depth > this.#limits.maxDepth) {
      throw new Fault(
        `value is nested deeper than the limit of ${this.#limits.maxDepth} levels (maxDepth), or contains itself`,
      )
    }
  }

  #writeShortAscii(value: string): boolean {
    const { length } = value
    this.#ensure(1 + length)
    const bytes = this.#bytes
    const begin = this.#position + 1
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index)
      if (code > 0x7f) return false
      bytes[begin + index] = code
    }
    bytes[this.#position] = length
    this.#position = begin + length
    return true
  }

  #ensure(more: number): void {
    if (this.#position + more <= this.#bytes.length) return
    const grown = allocate(Math.max(this.#bytes.length * 2, this.#position + more + prefixSpace))
    grown.set(this.#bytes.subarray(0, this.#position))
    this.#bytes = grown
  }
}

/** Bytes of a 32-bit number without its leading zeros; at least 1. */
function size32(value: number): number {
  return value > 0xffffff ? 4 : value > 0xffff ? 3 : value > 0xff ? 2 : 1
}

function uintSize(value: number): number {
  if (value <= 0x7f) return 1
  const high = Math.floor(value / 0x1_0000_0000)
  return 1 + (high === 0 ? size32(value >>> 0) : 4 + size32(high))
}
