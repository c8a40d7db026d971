import { GobDecodeError } from './gob-decode-error.ts'
import { allocate, copyBytes } from './platform.ts'

/** How much may be allocated because a message announces it; beyond, the buffer at most doubles with what arrives. */
const trustedBytes = 8 * 1024 * 1024
/** How many times what has arrived may be allocated on an announcement: 6 MB in reads of 64 KiB are still copied once. */
const trustedTimes = 128
const leastCapacity = 4096
/** Free space of less than this is not offered. */
const leastRoom = 64 * 1024
/** A buffer up to this size is kept when it has been read empty. */
const keptCapacity = 1024 * 1024

/** The part of a stream that has arrived and is not read yet, and where its next message lies. */
export class Input {
  /** Where the message found by {@link next} lies in `bytes`. */
  messageStart = 0
  messageEnd = 0
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0
  #base = 0
  readonly #maxMessageBytes: number
  #broken: GobDecodeError | undefined

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** The stream's offset of the first of `bytes`. */
  get base(): number {
    return this.#base
  }

  /** The stream's offset of the first byte that was not read. */
  get offset(): number {
    return this.#base + this.#start
  }

  /** Bytes that have arrived and were not read. */
  get waiting(): number {
    return this.#end - this.#start
  }

  /** Free space for bytes of a large message that has begun to arrive; undefined where a copy of them costs little. */
  get room(): Uint8Array | undefined {
    return this.#bytes.length - this.#end < leastRoom ? undefined : this.#bytes.subarray(this.#end)
  }

  /** Copies a chunk, unless it is in the free space already. @throws {GobDecodeError} if there is no memory for it. */
  push(chunk: Uint8Array): void {
    const bytes = this.#bytes
    if (chunk.buffer === bytes.buffer && chunk.byteOffset === bytes.byteOffset + this.#end) {
      this.#end += chunk.length
      return
    }
    if (chunk.length > bytes.length - this.#end) this.#makeRoom(chunk.length)
    copyBytes(chunk, 0, chunk.length, this.#bytes, this.#end)
    this.#end += chunk.length
  }

  /** Takes bytes that nobody else will write to, without a copy. Only while nothing is waiting. */
  adopt(bytes: Uint8Array): void {
    this.#base += this.#end
    this.#bytes = bytes
    this.#start = 0
    this.#end = bytes.length
  }

  /**
   * Finds the next message; false while it has not wholly arrived.
   *
   * @throws {GobDecodeError} if its length cannot be: the stream cannot be read any further.
   */
  next(): boolean {
    if (this.#broken !== undefined) throw this.#broken
    return this.#find(this.#start)
  }

  #find(start: number): boolean {
    const announced = this.#announced(start)
    if (announced === undefined) return false
    const { length, prefix } = announced
    if (length > this.#maxMessageBytes) {
      const limit = `the limit of ${this.#maxMessageBytes} (maxMessageBytes)`
      this.#break(`message of ${length} bytes is larger than ${limit}`, start)
    }
    if (length === 0) this.#break('message of 0 bytes, it cannot even hold a type id', start)
    const end = start + prefix + length
    if (end > this.#end) return false
    this.messageStart = start + prefix
    this.messageEnd = end
    return true
  }

  /**
   * Finds the message that begins at an offset of the stream, for a value that goes on in it, and to find the front one
   * again whatever is wrong further on; false while it has not wholly arrived.
   *
   * @throws {GobDecodeError} as {@link next} does.
   */
  find(offset: number): boolean {
    return this.#find(offset - this.#base)
  }

  /** The last message found has been read; if its bytes were `lent`, they are not ours any more. */
  consume(lent: boolean): void {
    this.#start = this.messageEnd
    const rest = this.#end - this.#start
    if (!lent && rest > 0) return
    if (lent || this.#bytes.length > keptCapacity) {
      const bytes = rest === 0 ? new Uint8Array(0) : allocate(Math.max(rest, leastCapacity))
      bytes.set(this.#bytes.subarray(this.#start, this.#end))
      this.#bytes = bytes
    }
    this.#base += this.#start
    this.#start = 0
    this.#end = rest
  }

  /** How far the message at the front has come, for errors. */
  describeRest(): string {
    const announced = this.#announced()
    if (announced === undefined) return 'stream ends inside the length of a message'
    return `stream ends inside a message: ${this.waiting - announced.prefix} of ${announced.length} bytes arrived`
  }

  #break(reason: string, start: number): never {
    this.#broken = new GobDecodeError(reason, this.#base + start)
    throw this.#broken
  }

  /** The length that a message announces; undefined while that has not arrived. */
  #announced(start = this.#start): { readonly length: number; readonly prefix: number } | undefined {
    const waiting = this.#end - start
    if (waiting <= 0) return undefined
    const first = this.#bytes[start] as number
    if (first <= 0x7f) return { length: first, prefix: 1 }
    const size = 256 - first
    if (size > 8) this.#break(`message length of ${size} bytes, at most 8 are allowed`, start)
    if (waiting <= size) return undefined
    let length = 0
    for (let index = 1; index <= size; index++) length = length * 256 + (this.#bytes[start + index] as number)
    return { length, prefix: 1 + size }
  }

  #makeRoom(more: number): void {
    const { waiting } = this
    const capacity = this.#wantedCapacity(waiting + more)
    if (capacity <= this.#bytes.length) this.#bytes.copyWithin(0, this.#start, this.#end)
    else {
      let bytes: Uint8Array
      try {
        bytes = allocate(capacity)
      } catch (error) {
        throw new GobDecodeError(`no memory for ${capacity} bytes of input`, this.offset, '', { cause: error })
      }
      bytes.set(this.#bytes.subarray(this.#start, this.#end))
      this.#bytes = bytes
    }
    this.#base += this.#start
    this.#start = 0
    this.#end = waiting
  }

  #wantedCapacity(needed: number): number {
    let announced: number
    try {
      const message = this.#announced()
      announced = message === undefined ? 0 : message.prefix + message.length
    } catch {
      announced = 0 // next() says what is wrong with it
    }
    // One copy for a message of up to the trusted size; for a larger one a few, but nothing for an announcement alone.
    const trusted = Math.max(Math.min(trustedBytes, needed * trustedTimes), needed * 2)
    // Where more than the front message waits, room to spare: a queue that grows by small chunks is not copied for each.
    const queued = announced < needed ? Math.ceil(needed * 1.125) : needed
    return Math.max(queued, leastCapacity, Math.min(announced, trusted))
  }
}
