/** Why a stream cannot be read any further; thrown on the way out of the dump's reader, never to its caller. */
export class DumpFault {
  readonly reason: string
  /** Byte offset in the stream. */
  readonly offset: number

  constructor(reason: string, offset: number) {
    this.reason = reason
    this.offset = offset
  }
}

const float = new DataView(new ArrayBuffer(8))

/** The dump's own reader of bytes: plain and slow, so that it is seen to be right. Shares nothing with the decoder. */
export class DumpBytes {
  readonly bytes: Uint8Array
  position = 0
  /** Where the message being read ends, as it announced it; may lie behind the end of a stream that is cut off. */
  messageEnd = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** How far may be read. */
  get limit(): number {
    return Math.min(this.messageEnd, this.bytes.length)
  }

  get remaining(): number {
    return this.limit - this.position
  }

  get isCutOff(): boolean {
    return this.messageEnd > this.bytes.length
  }

  fail(reason: string, offset = this.position): never {
    throw new DumpFault(reason, offset)
  }

  /** @throws {DumpFault} if fewer bytes are left; a stream that is cut off is said to be that. */
  need(count: number | bigint, what: string, offset = this.position): void {
    if (count <= this.remaining) return
    if (this.isCutOff && BigInt(count) <= BigInt(this.messageEnd - this.position)) this.failCutOff()
    this.fail(`${what} runs past the end of its message`, offset)
  }

  failCutOff(): never {
    const missing = this.messageEnd - this.bytes.length
    return this.fail(`stream ends inside a message, ${missing} bytes before its end`, this.bytes.length)
  }

  /** Before an element of a list or map: one that has no bytes is not there, even where its type could do without any. */
  needElement(count: number): void {
    if (this.remaining > 0) return
    if (this.isCutOff) this.failCutOff()
    this.fail(`message ends before the last of ${count} elements`)
  }

  uint(): bigint {
    const start = this.position
    this.need(1, 'an integer')
    const first = this.bytes[this.position++] ?? 0
    if (first < 128) return BigInt(first)
    const size = 256 - first
    if (size > 8) this.fail(`integer of ${size} bytes, at most 8 are allowed`, start)
    this.need(size, `integer of ${size} bytes`, start)
    let value = 0n
    for (let index = 0; index < size; index++) value = value * 256n + BigInt(this.bytes[this.position++] ?? 0)
    return value
  }

  int(): bigint {
    const bits = this.uint()
    return bits % 2n === 0n ? bits / 2n : -(bits / 2n) - 1n
  }

  float(): number {
    float.setBigUint64(0, this.uint(), true)
    return float.getFloat64(0)
  }

  /** A length and so many bytes. */
  run(what: string): Uint8Array {
    const start = this.position
    const length = this.uint()
    this.need(length, `${what} of ${length} bytes`, start)
    const from = this.position
    this.position += Number(length)
    return this.bytes.subarray(from, this.position)
  }

  /** A number of elements, each of which takes a byte at least; those of interfaces may go on in later messages. */
  count(what: string): number {
    const start = this.position
    const count = this.uint()
    const room = Math.max(this.messageEnd, this.bytes.length) - this.position
    if (count > room) this.fail(`${what} of ${count} elements does not fit in the ${room} bytes that follow`, start)
    return Number(count)
  }
}
