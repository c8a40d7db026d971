import { Cursor } from './decode-cursor.ts'
import { ReceivedTypes } from './decode-definitions.ts'
import { Input } from './decode-input.ts'
import { Skippers } from './decode-skip.ts'
import { Readers } from './decode-value.ts'
import { rootPath } from './encoder.ts'
import { Fault, isStackOverflow } from './fault.ts'
import { GobDecodeError } from './gob-decode-error.ts'
import type { GobType, Infer } from './gob-type.ts'
import { type Limits, limitsFrom } from './limits.ts'
import { wrap } from './platform.ts'
import { basicIds, wireType, wireTypeId } from './wire-type.ts'

/** Thrown where a value goes on in a message that is still to come. */
const notArrived = Symbol('not arrived')

export interface DecoderOptions {
  readonly limits?: Partial<Limits> | undefined
}

/**
 * Reads the values of one gob stream, fed in chunks of any size:
 * ```ts
 * decoder.push(chunk)
 * for (let next = decoder.decode(point); next; next = decoder.decode(point)) use(next.value)
 * …
 * decoder.end()
 * ```
 * Malformed input ends in a GobDecodeError and in nothing else. An error inside a message (a value that does not fit
 * the type) leaves the stream readable: the next call goes on with the next message, as in Go. An impossible message
 * length does not: every later call throws the same error.
 */
export class Decoder {
  readonly #input: Input
  readonly #cursor: Cursor
  readonly #types: ReceivedTypes
  readonly #skippers: Skippers
  readonly #readers: Readers
  /** Whether definitions came after the last value: a stream may not end there. */
  #defining = false
  #lends = true
  /** Where the next message of a value begins that has arrived in part: nothing is tried before that one is there. */
  #awaited: number | undefined

  constructor(options: DecoderOptions = {}) {
    const limits = limitsFrom(options.limits)
    this.#input = new Input(limits.maxMessageBytes)
    this.#cursor = new Cursor(limits, () => this.#nextType())
    this.#types = new ReceivedTypes(limits.maxTypes)
    this.#skippers = new Skippers(this.#types)
    this.#readers = new Readers(this.#types, this.#skippers)
  }

  /**
   * Takes the next bytes of the stream and copies them, so that the caller may reuse its buffer at once. A message of up
   * to 8 MiB is copied once, however it is split; not more than that is allocated because a message announces it.
   */
  push(chunk: Uint8Array): void {
    this.#input.push(chunk)
  }

  /**
   * Reads the next value.
   *
   * @returns undefined while the value has not wholly arrived.
   * @throws {GobDecodeError} if the input is malformed, beyond a limit, or not what `type` wants. Bytes behind the value
   *   in its own message are ignored, as Go ignores them.
   */
  decode<T>(type: GobType<T, never>): { readonly value: T } | undefined {
    const result = this.#nextValue(rootPath(type), (id) => {
      return { value: this.#readers.read(this.#cursor, type, id) }
    })
    return result as { readonly value: T } | undefined
  }

  /**
   * Steps over the next value, whatever it is (Go: `Decode(nil)`).
   *
   * @returns false while the value has not wholly arrived.
   * @throws {GobDecodeError} if it is malformed.
   */
  skip(): boolean {
    const skipped = this.#nextValue('value', (id) => {
      this.#skippers.skip(this.#cursor, id)
      return true
    })
    return skipped ?? false
  }

  /**
   * Says that no more bytes will come. To be called when `decode` or `skip` found no further value.
   *
   * @throws {GobDecodeError} if the stream stops inside a value, or between definitions and the value they are for.
   */
  end(): void {
    const offset = this.#input.offset + this.#input.waiting
    if (this.#input.waiting > 0 && !this.#input.next()) throw new GobDecodeError(this.#input.describeRest(), offset)
    if (this.#awaited !== undefined) {
      throw new GobDecodeError('stream ends inside a value, after a type definition in it', offset)
    }
    if (this.#defining && this.#input.waiting === 0) {
      throw new GobDecodeError('stream ends after type definitions, before the value they are for', offset)
    }
  }

  /** Bytes that have arrived and do not belong to a value that was read. */
  get unreadBytes(): number {
    return this.#input.waiting
  }

  /** @internal For `decode()`: reads from the caller's bytes in place. They are not ours, so no value may be a view into them. */
  static over(bytes: Uint8Array, options?: DecoderOptions): Decoder {
    const decoder = new Decoder(options)
    decoder.#lends = false
    decoder.#input.adopt(wrap(bytes))
    return decoder
  }

  #nextValue<R>(root: string, read: (id: number) => R): R | undefined {
    const input = this.#input
    const cursor = this.#cursor
    if (this.#awaited !== undefined && !input.hasArrived(this.#awaited)) return undefined
    while (input.next()) {
      let path = ''
      let keep = false
      cursor.open(input.bytes, input.messageStart, input.messageEnd, input.base, this.#lends)
      try {
        const at = cursor.position
        const id = cursor.readInt()
        if (id < 0) {
          path = `definition of type ${-id}`
          this.#defining = true
          this.#define(-id, at)
          continue
        }
        path = root
        const mark = this.#types.mark()
        cursor.spills = this.#types.holdInterfaces || id === basicIds.interface
        const start = cursor.position
        try {
          const result = read(id)
          this.#settle()
          return result
        } catch (error) {
          this.#types.restore(mark)
          if (error === notArrived) {
            this.#awaited = input.base + input.messageEnd
            keep = true
            return undefined
          }
          this.#settle()
          if (cursor.spills) this.#stepOver(start, id)
          throw error
        }
      } catch (error) {
        throw this.#toDecodeError(error, path)
      } finally {
        if (!keep) input.consume(cursor.lent)
        cursor.close()
      }
    }
    return undefined
  }

  #define(id: number, at: number): void {
    const cursor = this.#cursor
    this.#types.admit(cursor, id, at)
    const wire = this.#readers.of(cursor, wireType, wireTypeId).read(cursor) as Infer<typeof wireType>
    if (cursor.position < cursor.end) {
      cursor.fail(`${cursor.end - cursor.position} bytes follow a type definition in its message`)
    }
    this.#types.define(id, wire)
  }

  /** @see GOROOT/src/encoding/gob/decoder.go, `decodeTypeSequence` */
  #nextType(): number {
    const cursor = this.#cursor
    for (;;) {
      if (cursor.position >= cursor.end) {
        if (!this.#input.following()) throw notArrived
        cursor.goOn(this.#input.messageStart, this.#input.messageEnd)
      }
      const at = cursor.position
      const id = cursor.readInt()
      if (id >= 0) return id
      this.#types.admit(cursor, -id, at)
      this.#types.define(-id, this.#readers.of(cursor, wireType, wireTypeId).read(cursor) as Infer<typeof wireType>)
      // Inside another interface's value the rest of that one follows, with its byte count.
      if (cursor.position < cursor.end) cursor.readUint()
    }
  }

  #settle(): void {
    this.#awaited = undefined
    this.#defining = false
  }

  /** A value that could not be read is left whole, so that the next call finds the next one, and its definitions count. */
  #stepOver(start: number, id: number): void {
    const { input, cursor } = { input: this.#input, cursor: this.#cursor }
    const mark = this.#types.mark()
    if (!input.next()) return
    cursor.open(input.bytes, start, input.messageEnd, input.base, false)
    try {
      this.#skippers.skip(cursor, id)
    } catch {
      // It is malformed, or has not wholly arrived: the error that is on its way says what is wrong.
      this.#types.restore(mark)
    }
  }

  #toDecodeError(thrown: unknown, path: string): unknown {
    if (thrown instanceof Fault) return new GobDecodeError(thrown.reason, thrown.offset, path + thrown.path)
    if (!isStackOverflow(thrown)) return thrown
    const offset = this.#cursor.offsetOf(this.#cursor.position)
    return new GobDecodeError('value is nested deeper than the stack allows', offset, path, { cause: thrown })
  }
}
