import { Fault } from './fault.ts'
import type { AnyGobType } from './gob-type.ts'
import type { Limits } from './limits.ts'
import { allocate, copyBytes, utf8Length, writeShortUtf8, writeUtf8 } from './platform.ts'

const firstCapacity = 1024
/** What many short messages are written into, one behind the other, when they are given away as parts of it. */
const sharedCapacity = 16 * 1024
/** A buffer up to this size is kept for the next message; a larger one is handed out as it is. */
const keptCapacity = 64 * 1024
/** How much is allocated at most because the last was as large. */
const mostExpected = 8 * 1024 * 1024
/** The longest length prefix: a byte count and eight bytes. */
const prefixSpace = 9
/** Up to this many characters are written by a loop, before their length in UTF-8 is known: that is one byte itself. */
const shortText = 42

/** Eight bytes, to be written as something else. */
const word = new DataView(new ArrayBuffer(8))
const wordBytes = new Uint8Array(word.buffer)

/** Where messages are written: a growing buffer and gob's primitives. The mirror of `Cursor`. */
export class Sink {
  /** How deep the value being written is nested. */
  depth = 0
  readonly #limits: Limits
  readonly #define: (sink: Sink, type: AnyGobType) => number
  #bytes = allocate(firstCapacity)
  /** Of the buffer that was handed out last. */
  #lastLength = 0
  /** What lies before this was given away and is not written to again. */
  #given = 0
  #start = prefixSpace
  #position = prefixSpace
  /** Where the content of the message being written begins; 0 outside of messages. */
  #begin = 0
  /** How many messages are being written, one inside the other. */
  #open = 0
  /** Byte slices that are not copied, and where in `#bytes` each belongs. */
  #parts: { at: number; readonly bytes: Uint8Array }[] = []
  /** How many bytes they have, and had when the message being written began. */
  #partBytes = 0
  #partBytesBefore = 0
  #leastPart = Number.POSITIVE_INFINITY

  /** @param define writes the definitions that a type still needs and gives its id; interface values need it. */
  constructor(limits: Limits, define: (sink: Sink, type: AnyGobType) => number) {
    this.#limits = limits
    this.#define = define
  }

  /** Forgets what was written. @param leastPart byte slices from this size on are kept apart, for `takeParts()`. */
  reset(leastPart = Number.POSITIVE_INFINITY): void {
    if (this.#given > 0 && this.#bytes.length - this.#given < firstCapacity) {
      this.#bytes = allocate(sharedCapacity)
      this.#given = 0
    }
    this.#start = this.#given + prefixSpace
    this.#position = this.#start
    this.depth = 0
    this.#begin = 0
    this.#open = 0
    this.#partBytes = 0
    this.#leastPart = leastPart
  }

  /** Writes the definitions that `type` still needs, and gives its id. */
  define(type: AnyGobType): number {
    return this.#define(this, type)
  }

  /** Writes `body` as one message inside of another: its length, then what it writes. */
  message(body: () => void): void {
    const outer = this.#begin
    const outerPartBytes = this.#partBytesBefore
    this.begin()
    body()
    this.end()
    this.#begin = outer
    this.#partBytesBefore = outerPartBytes
  }

  /** Begins a message: what is written until `end()`, with its length before it. */
  begin(): void {
    this.#open++
    this.#beginMessage()
  }

  end(): void {
    this.#endMessage()
    this.#open--
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
    this.#partBytesBefore = this.#partBytes
  }

  #endMessage(): void {
    const begin = this.#begin
    const before = begin - prefixSpace
    const end = this.#position
    const length = end - begin + this.#partBytes - this.#partBytesBefore
    if (length > this.#limits.maxMessageBytes) {
      throw new Fault(
        `message of ${length} bytes is larger than the limit of ${this.#limits.maxMessageBytes} (maxMessageBytes)`,
      )
    }
    const gap = prefixSpace - uintSize(length)
    const written = before - this.#start
    if (this.#open === 1 && written <= end - begin) {
      // What stands before the message is moved up to it: mostly little or nothing, while the message may be large.
      this.#bytes.copyWithin(this.#start + gap, this.#start, before)
      this.#moveParts(0, begin, gap)
      this.#start += gap
      this.#position = before + gap
      this.writeUint(length)
      this.#position = end
    } else {
      this.#bytes.copyWithin(begin - gap, begin, end)
      this.#moveParts(begin, Number.POSITIVE_INFINITY, -gap)
      this.#position = before
      this.writeUint(length)
      this.#position = end - gap
    }
  }

  /** The parts between two positions have been moved with the bytes around them. */
  #moveParts(from: number, to: number, by: number): void {
    for (const part of this.#parts) if (part.at >= from && part.at < to) part.at += by
  }

  /**
   * As {@link take}, in parts to be sent: the byte slices that were kept apart are the ones that were given, and short
   * messages share their memory with others.
   */
  takeParts(): Uint8Array[] {
    const parts = this.#parts
    const [start, end] = [this.#start, this.#position]
    if (parts.length === 0 && this.#bytes.length <= keptCapacity) {
      this.#given = end
      return [this.#bytes.subarray(start, end)]
    }
    const bytes = this.take()
    if (parts.length === 0) return [bytes]
    const list: Uint8Array[] = []
    let from = start
    for (const { at, bytes: part } of [...parts, { at: end, bytes: undefined }]) {
      if (at > from) list.push(bytes.subarray(from - start, at - start))
      if (part !== undefined) list.push(part)
      from = at
    }
    return list
  }

  /** What was written since `reset()`; the caller's own from now on. */
  take(): Uint8Array {
    if (this.#parts.length > 0) this.#parts = []
    const length = this.#position - this.#start
    if (this.#bytes.length > keptCapacity) {
      const bytes = new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + this.#start, length)
      this.#lastLength = length
      this.#bytes = allocate(firstCapacity)
      this.#given = 0
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
    this.#ensure(prefixSpace)
    if (value <= 0x7f) this.#bytes[this.#position++] = value
    else if (value <= 0xffff_ffff) this.#writeLow(value)
    else this.#writeHigh(Math.floor(value / 0x1_0000_0000), value >>> 0)
  }

  /** Writes one unsigned integer of 64 bits, given as two halves of 32. */
  writeUint64(high: number, low: number): void {
    this.#ensure(prefixSpace)
    if (high !== 0) this.#writeHigh(high, low)
    else this.writeUint(low)
  }

  /** Writes one signed safe integer: shifted left by one, complemented where negative, with the sign in bit 0. */
  writeInt(value: number): void {
    const sign = value < 0 ? 1 : 0
    const bits = value < 0 ? -(value + 1) : value
    if (bits <= 0x3fff_ffff) {
      this.writeUint((bits << 1) | sign)
      return
    }
    const high = Math.floor(bits / 0x1_0000_0000)
    const low = bits >>> 0
    this.writeUint64(((high << 1) | (low >>> 31)) >>> 0, ((low << 1) | sign) >>> 0)
  }

  /** Writes one float64 as Go does: its bytes reversed as an unsigned integer, so that round numbers are short (1 is `fe f0 3f`). */
  writeFloat(value: number): void {
    word.setFloat64(0, value, true)
    let zeros = 0
    while (zeros < 7 && wordBytes[zeros] === 0) zeros++
    this.#ensure(prefixSpace)
    const bytes = this.#bytes
    const first = wordBytes[zeros] as number
    let position = this.#position
    if (zeros < 7 || first > 0x7f) bytes[position++] = 0xf8 + zeros
    for (let index = zeros; index < 8; index++) bytes[position++] = wordBytes[index] as number
    this.#position = position
  }

  /** An integer of more than 7 and up to 32 bits. */
  #writeLow(value: number): void {
    const bytes = this.#bytes
    const size = size32(value)
    let position = this.#position
    bytes[position++] = 256 - size
    if (size > 3) bytes[position++] = value >>> 24
    if (size > 2) bytes[position++] = value >>> 16
    if (size > 1) bytes[position++] = value >>> 8
    bytes[position++] = value
    this.#position = position
  }

  /** An integer of more than 32 bits. */
  #writeHigh(high: number, low: number): void {
    const bytes = this.#bytes
    const size = size32(high)
    let position = this.#position
    bytes[position++] = 252 - size
    if (size > 3) bytes[position++] = high >>> 24
    if (size > 2) bytes[position++] = high >>> 16
    if (size > 1) bytes[position++] = high >>> 8
    bytes[position++] = high
    bytes[position++] = low >>> 24
    bytes[position++] = low >>> 16
    bytes[position++] = low >>> 8
    bytes[position++] = low
    this.#position = position
  }

  /** Writes a byte count and the bytes. */
  writeBytes(value: Uint8Array): void {
    this.writeUint(value.length)
    const { length } = value
    if (length >= this.#leastPart) {
      this.#parts.push({ at: this.#position, bytes: value })
      this.#partBytes += length
      return
    }
    this.#ensure(length)
    copyBytes(value, 0, length, this.#bytes, this.#position)
    this.#position += length
  }

  /** Writes a byte count and the text as UTF-8. */
  writeString(value: string): void {
    if (value.length <= shortText) {
      this.#ensure(1 + 3 * shortText)
      const begin = this.#position
      this.#position = writeShortUtf8(this.#bytes, value, begin + 1)
      this.#bytes[begin] = this.#position - begin - 1
      return
    }
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

  #ensure(more: number): void {
    if (this.#position + more <= this.#bytes.length) return
    const needed = Math.max(this.#bytes.length * 2, this.#position + more + prefixSpace)
    // One that was large is probably followed by one that is as large.
    const expected = needed > keptCapacity ? this.#lastLength + prefixSpace * 2 : 0
    const grown = allocate(Math.max(needed, Math.min(expected, mostExpected)))
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
