import { Fault } from './fault.ts'
import type { Limits } from './limits.ts'
import { copyBytes, readUtf8 } from './platform.ts'

/** Byte slices from this size on may be views into their message's buffer, which is then given up: no second copy. */
const lendFrom = 32 * 1024

/** The longest text that a JavaScript string can hold everywhere. */
const maxStringBytes = 0x1fff_ffe8

/** Eight bytes, to be read as something else. */
const word = new DataView(new ArrayBuffer(8))
const wordBytes = new Uint8Array(word.buffer)

/** The bytes between two messages. */
const none = new Uint8Array(0)

/** What {@link Cursor.readField} gives where no field follows. */
export const noField = -1

/** The bytes of one message on their way in, and gob's primitives. The mirror of `Sink`. */
export class Cursor {
  position = 0
  end = 0
  /** How deep the value being read is nested. */
  depth = 0
  /** Set when a view into `bytes` was given away: the buffer must not be written to again. */
  lent = false
  /** The halves of what `readUint64` read last. */
  high = 0
  low = 0
  /** Where the number of the field that was read last begins. */
  fieldAt = 0
  readonly limits: Limits
  /** Set where values may go on in the next message, as those that hold interfaces do. */
  spills = false
  #bytes: Uint8Array = none
  /** Offset in the stream of the first of `bytes`. */
  #base = 0
  #elements = 0
  #lends = false
  readonly #nextType: () => number

  /** @param nextType reads definitions, across messages, up to the id of an interface's value. */
  constructor(limits: Limits, nextType: () => number) {
    this.limits = limits
    this.#nextType = nextType
  }

  /** Begins a message: `bytes` from `position` to `end`; `base` is the stream's offset of the first of `bytes`. */
  open(bytes: Uint8Array, position: number, end: number, base: number, lends: boolean): void {
    this.#bytes = bytes
    this.position = position
    this.end = end
    this.#base = base
    this.#lends = lends
    this.#elements = 0
    this.lent = false
    this.depth = 0
  }

  /** Goes on in the value that was being read when the last one was closed: its elements and its depth still count. */
  reopen(bytes: Uint8Array, position: number, base: number): void {
    this.#bytes = bytes
    this.position = position
    this.end = position
    this.#base = base
  }

  /** Goes on with the next message of the same value, in the same bytes. */
  goOn(position: number, end: number): void {
    this.position = position
    this.end = end
  }

  /** Reads the definitions inside an interface value and gives the id that follows them. */
  nextType(): number {
    return this.#nextType()
  }

  /** A value that is no struct comes as if it were field 0 of one. @throws {Fault} if it does not. */
  needSingle(): void {
    const at = this.position
    const delta = this.readUint()
    if (delta !== 0) this.fail(`value begins with ${delta}, where one that is no struct begins with 0`, at)
  }

  /** Lets go of the message's bytes. */
  close(): void {
    this.#bytes = none
  }

  /** The stream's offset of a position. */
  offsetOf(position: number): number {
    return this.#base + position
  }

  /** @throws {Fault} always; the position is where what is wrong begins. */
  fail(reason: string, position = this.position): never {
    throw new Fault(reason, this.#base + position)
  }

  /**
   * Reads one unsigned integer as a number: up to 0x7f a single byte, else a negated byte count and that many
   * big-endian bytes (256 is `fe 01 00`). Padded forms are accepted, as Go accepts them. For counts, lengths and field
   * deltas: beyond 2^53 it is not exact, and too large for any of them.
   *
   * @throws {Fault} if the message ends early or the byte count exceeds 8.
   * @see GOROOT/src/encoding/gob/doc.go, "Encoding Details"
   */
  readUint(): number {
    if (this.position < this.end) {
      const first = this.#bytes[this.position] as number
      if (first <= 0x7f) {
        this.position++
        return first
      }
    }
    return this.#readLongUint()
  }

  /** An integer whose first byte is a count, or is not there. */
  #readLongUint(): number {
    const at = this.position
    if (at >= this.end) this.fail('message ends where an integer should begin')
    const bytes = this.#bytes
    const size = this.#integerSize(bytes[at] as number)
    const end = at + 1 + size
    this.position = end
    let value = 0
    if (size <= 3) {
      for (let index = at + 1; index < end; index++) value = (value << 8) | (bytes[index] as number)
      return value
    }
    for (let index = at + 1; index < end; index++) value = value * 256 + (bytes[index] as number)
    return value
  }

  /**
   * Reads the number of a struct's next field: the last one's, and how many further it is (0 ends the struct).
   *
   * @returns {@link noField} at the end of the struct, or of the message.
   */
  readField(last: number): number {
    const at = this.position
    this.fieldAt = at
    if (at >= this.end) return noField
    const delta = this.#bytes[at] as number
    if (delta <= 0x7f) {
      this.position = at + 1
      return delta === 0 ? noField : last + delta
    }
    return this.#readFarField(last)
  }

  #readFarField(last: number): number {
    try {
      const delta = this.#readLongUint()
      return delta === 0 ? noField : last + delta
    } catch (error) {
      if (error instanceof Fault) error.betweenFields = true
      throw error
    }
  }

  /** Reads one unsigned integer of 64 bits into `high` and `low`. @throws {Fault} as {@link readUint}. */
  readUint64(): void {
    const at = this.position
    if (at >= this.end) this.fail('message ends where an integer should begin')
    const bytes = this.#bytes
    const first = bytes[at] as number
    this.high = 0
    if (first <= 0x7f) {
      this.low = first
      this.position = at + 1
      return
    }
    const size = this.#integerSize(first)
    let high = 0
    let low = 0
    for (let index = at + 1; index <= at + size; index++) {
      high = (high << 8) | (low >>> 24)
      low = (low << 8) | (bytes[index] as number)
    }
    this.high = high >>> 0
    this.low = low >>> 0
    this.position = at + size + 1
  }

  /** How many bytes the integer has that begins here with a count. @throws {Fault} if they are too many, or not there. */
  #integerSize(count: number): number {
    const size = 256 - count
    if (size > 8) this.fail(`integer of ${size} bytes, at most 8 are allowed`)
    if (size > this.end - this.position - 1) this.fail(`integer of ${size} bytes runs past the end of its message`)
    return size
  }

  /** Reads one signed integer as a number, exact up to ±2^53. @throws {Fault} as {@link readUint}. */
  readInt(): number {
    if (this.position < this.end) {
      const first = this.#bytes[this.position] as number
      if (first <= 0x7f) {
        this.position++
        return first & 1 ? -(first >> 1) - 1 : first >> 1
      }
    }
    // Up to six bytes the unsigned form is exact in a number, and halving it loses nothing but the sign's bit.
    if (this.position < this.end && (this.#bytes[this.position] as number) >= 0xfa) {
      const bits = this.#readLongUint()
      return bits % 2 === 1 ? -(bits - 1) / 2 - 1 : bits / 2
    }
    this.readUint64()
    const bits = (this.high >>> 1) * 0x1_0000_0000 + (((this.low >>> 1) | (this.high << 31)) >>> 0)
    return this.low & 1 ? -bits - 1 : bits
  }

  /** Reads one unsigned integer of 64 bits. @throws {Fault} as {@link readUint}. */
  readBigUint(): bigint {
    this.readUint64()
    if (this.high === 0) return BigInt(this.low)
    word.setUint32(0, this.high)
    word.setUint32(4, this.low)
    return word.getBigUint64(0)
  }

  /** Reads one signed integer of 64 bits. @throws {Fault} as {@link readUint}. */
  readBigInt(): bigint {
    this.readUint64()
    const sign = -(this.low & 1)
    const low = ((this.low >>> 1) | (this.high << 31)) ^ sign
    const high = (this.high >>> 1) ^ sign
    if (high === low >> 31) return BigInt(low)
    word.setInt32(0, high)
    word.setInt32(4, low)
    return word.getBigInt64(0)
  }

  /** Reads one float64: an unsigned integer whose bytes are its own, reversed (1 is `fe f0 3f`). @throws {Fault} as {@link readUint}. */
  readFloat(): number {
    const at = this.position
    const bytes = this.#bytes
    if (this.end - at > 8 && bytes[at] === 0xf8) {
      this.position = at + 9
      for (let index = 0; index < 8; index++) wordBytes[index] = bytes[at + 1 + index] as number
      return word.getFloat64(0, true)
    }
    this.readUint64()
    word.setUint32(0, this.high)
    word.setUint32(4, this.low)
    return word.getFloat64(0, true)
  }

  /** Reads a byte count and the bytes. @throws {Fault} if they run past the end of the message. */
  readBytes(): Uint8Array {
    const length = this.#readLength('byte slice')
    const start = this.position
    this.position += length
    const bytes = this.#bytes
    // Never more than half of a buffer is kept alive by a view that is smaller.
    if (this.#lends && length >= lendFrom && length * 2 >= bytes.length) {
      this.lent = true
      return new Uint8Array(bytes.buffer, bytes.byteOffset + start, length)
    }
    const copy = new Uint8Array(length)
    copyBytes(bytes, start, start + length, copy, 0)
    return copy
  }

  /** Reads a byte count and the text in UTF-8. @throws {Fault} if it runs past the end of the message. */
  readString(): string {
    const at = this.position
    const length = this.#readLength('string')
    if (length > maxStringBytes) this.fail(`string of ${length} bytes is longer than a JavaScript string can be`, at)
    const start = this.position
    this.position += length
    return readUtf8(this.#bytes, start, this.position)
  }

  /** Steps over a byte count and the bytes. @returns how many those are. @throws {Fault} if they run past the end of the message. */
  skipBytes(what: string): number {
    const length = this.#readLength(what)
    this.position += length
    return length
  }

  /**
   * Reads how many elements follow. As each takes at least a byte, more than the bytes that remain cannot be true,
   * unless the value goes on in the next message.
   *
   * @throws {Fault} if the count is more than that, or all counts of this value are more than the limit.
   */
  readCount(what: 'slice' | 'array' | 'map'): number {
    const at = this.position
    const count = this.readUint()
    const remaining = this.end - this.position
    if (count > remaining && !this.spills) {
      this.fail(`${what} of ${count} elements does not fit in the ${remaining} bytes that remain of its message`, at)
    }
    this.#elements += count
    if (this.#elements > this.limits.maxElements) {
      this.fail(`value of more than ${this.limits.maxElements} elements (maxElements)`, at)
    }
    return count
  }

  /** Before each element: one that has no bytes is not there, even where its type could do without any. */
  needElement(count: number): void {
    if (this.position >= this.end) this.fail(`message ends before the last of ${count} elements`)
  }

  /** Counts one more level of nesting; `depth` is lowered by who raised it. */
  enter(): void {
    if (++this.depth > this.limits.maxDepth) {
      this.fail(`value is nested deeper than the limit of ${this.limits.maxDepth} levels (maxDepth)`)
    }
  }

  #readLength(what: string): number {
    const at = this.position
    const length = this.readUint()
    if (length > this.end - this.position) this.fail(`${what} of ${length} bytes runs past the end of its message`, at)
    return length
  }
}
