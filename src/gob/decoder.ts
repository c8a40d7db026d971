import { AnyReaders } from './decode-any-value.ts'
import { Cursor } from './decode-cursor.ts'
import { ReceivedTypes } from './decode-definitions.ts'
import { Extent } from './decode-extent.ts'
import { Input } from './decode-input.ts'
import { Skippers } from './decode-skip.ts'
import { notArrived, TypeSequence } from './decode-type-sequence.ts'
import { Readers } from './decode-value.ts'
import { rootPath } from './encoder.ts'
import { Fault, isStackOverflow } from './fault.ts'
import { GobDecodeError } from './gob-decode-error.ts'
import type { AnyGobType, GobType } from './gob-type.ts'
import { type Limits, limitsFrom } from './limits.ts'
import { wrap } from './platform.ts'
import { basicIds } from './wire-type.ts'

export interface DecoderOptions {
  readonly limits?: Partial<Limits> | undefined
}

/** How the next value is read. */
interface Wanted<R> {
  /** What the paths of its errors begin with. */
  readonly root: string
  /** Reads it as what the stream says it is. */
  read(id: number): R
}

/**
 * Reads the values of one gob stream, fed in chunks of any size:
 * ```ts
 * decoder.push(chunk)
 * for (let next = decoder.decode(point); next; next = decoder.decode(point)) use(next.value)
 * …
 * decoder.end()
 * ```
 * Malformed input ends in a GobDecodeError and in nothing else. What values and errors come of a stream, and in which
 * order, depends on its bytes and on what is asked for, never on how it was split:
 * - A value is looked at when it has wholly arrived. One that holds interfaces may come in several messages, as the types
 *   in it are defined in its midst.
 * - An error inside a value (also: it does not fit the type) leaves the stream readable. The next call goes on with the
 *   message after the value's last one, as in Go; the definitions inside of the value count.
 * - Where the value is malformed, so that its end cannot be found, its last message is the one that cannot be read any
 *   further, and the definitions before that point count.
 * - A malformed definition is left out, and the next call goes on with the next message.
 * - An impossible message length is the end: every later call throws the same error.
 */
export class Decoder {
  readonly #input: Input
  readonly #cursor: Cursor
  readonly #types: ReceivedTypes
  readonly #skippers: Skippers
  readonly #readers: Readers
  readonly #definitions: TypeSequence
  /** What `decode` was asked for so far, and what `decodeAny` and `skip` read. */
  readonly #wanted = new Map<AnyGobType, Wanted<{ readonly value: unknown }>>()
  #any: Wanted<{ readonly type: string; readonly value: unknown }> | undefined
  readonly #skipped: Wanted<true>
  /** Whether definitions came after the last value: a stream may not end there. */
  #defining = false
  #lends = true
  /** Of the value at the front, from when it could not be read at once. */
  #extent: Extent | undefined

  constructor(options: DecoderOptions = {}) {
    const limits = limitsFrom(options.limits)
    this.#input = new Input(limits.maxMessageBytes)
    this.#cursor = new Cursor(limits, () => this.#definitions.next())
    this.#types = new ReceivedTypes(limits.maxTypes)
    this.#skippers = new Skippers(this.#types)
    this.#readers = new Readers(this.#types, this.#skippers)
    this.#definitions = new TypeSequence(this.#input, this.#cursor, this.#types, this.#readers)
    const skip = (id: number) => {
      this.#skippers.skip(this.#cursor, id)
      return true as const
    }
    this.#skipped = { root: 'value', read: skip }
  }

  /**
   * Takes the next bytes of the stream and copies them, so that the caller may reuse its buffer at once. A message of up
   * to 8 MiB is copied once, however it is split; not more than that is allocated because a message announces it.
   */
  push(chunk: Uint8Array): void {
    this.#input.push(chunk)
  }

  /**
   * Where the next bytes of a large message may be put, to save `push` the copy; undefined where there is no such place.
   * It is asked for before each chunk, filled from its beginning, and handed over before anything else is called:
   * `decoder.push(room.subarray(0, count))`.
   */
  get room(): Uint8Array | undefined {
    return this.#input.room
  }

  /**
   * Reads the next value.
   *
   * @returns undefined while the value has not wholly arrived.
   * @throws {GobDecodeError} if the input is malformed, beyond a limit, or not what `type` wants. Bytes behind the value
   *   in its own message are ignored, as Go ignores them.
   */
  decode<T>(type: GobType<T, never>): { readonly value: T } | undefined {
    let wanted = this.#wanted.get(type)
    if (wanted === undefined) {
      wanted = { root: rootPath(type), read: this.#readers.whole(this.#cursor, type) }
      this.#wanted.set(type, wanted)
    }
    return this.#nextValue(wanted) as { readonly value: T } | undefined
  }

  /**
   * Reads the next value without a wanted type, by what the stream says of it. What comes of which type, see
   * {@link decodeAny}.
   *
   * @returns undefined while the value has not wholly arrived; else the value, and its type as far as the stream tells:
   *   `int` for integers of every width, `[]string`, `map[string]struct Point`, `GobEncoder Time`; `…` stands for what is
   *   nested deeply in it and for the rest of a very long name.
   * @throws {GobDecodeError} if it is malformed or beyond a limit.
   */
  decodeAny(): { readonly type: string; readonly value: unknown } | undefined {
    this.#any ??= this.#readAny(new AnyReaders(this.#types))
    return this.#nextValue(this.#any)
  }

  #readAny(readers: AnyReaders): Wanted<{ readonly type: string; readonly value: unknown }> {
    const read = (id: number) => ({ type: this.#types.textOf(id), value: readers.read(this.#cursor, id) })
    return { root: 'value', read }
  }

  /**
   * Steps over the next value, whatever it is (Go: `Decode(nil)`).
   *
   * @returns false while the value has not wholly arrived.
   * @throws {GobDecodeError} if it is malformed.
   */
  skip(): boolean {
    return this.#nextValue(this.#skipped) ?? false
  }

  /**
   * Says that no more bytes will come. To be called when `decode` or `skip` found no further value.
   *
   * @throws {GobDecodeError} if the stream stops inside a value, or between definitions and the value they are for.
   */
  end(): void {
    const offset = this.#input.offset + this.#input.waiting
    if (this.#input.waiting > 0 && !this.#input.next()) throw new GobDecodeError(this.#input.describeRest(), offset)
    if (this.#extent !== undefined) {
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

  #nextValue<R>(wanted: Wanted<R>): R | undefined {
    const input = this.#input
    const cursor = this.#cursor
    const extent = this.#extent
    if (extent !== undefined && !extent.goOn(input)) return undefined
    // What is wrong behind it does not matter yet: find, not next.
    while (extent === undefined ? input.next() : input.find(input.offset)) {
      let path = ''
      let keep = false
      // A value that may have to be read again lends nothing.
      cursor.open(
        input.bytes,
        input.messageStart,
        input.messageEnd,
        input.base,
        this.#lends && !this.#types.holdInterfaces,
      )
      try {
        const at = cursor.position
        const id = cursor.readInt()
        if (id < 0) {
          path = `definition of type ${-id}`
          this.#defining = true
          this.#definitions.define(-id, at)
          continue
        }
        path = wanted.root
        cursor.spills = this.#types.holdInterfaces || id === basicIds.interface
        const start = cursor.position
        try {
          const result = wanted.read(id)
          this.#settle()
          return result
        } catch (error) {
          const told = error === notArrived ? undefined : this.#toDecodeError(error, path)
          if (cursor.spills) {
            const { whole, failure } = this.#extentOf(start, id)
            keep = !whole
            if (keep) return undefined
            this.#settle()
            throw told ?? failure
          }
          this.#settle()
          throw told
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

  #settle(): void {
    this.#extent = undefined
    this.#defining = false
  }

  /** Looks for the end of the value at the front, which could not be read. */
  #extentOf(start: number, id: number): Extent {
    const input = this.#input
    const cursor = this.#cursor
    if (this.#extent === undefined) {
      this.#extent = new Extent(cursor)
      input.find(input.offset)
      cursor.open(input.bytes, start, input.messageEnd, input.base, false)
      this.#extent.begin(this.#skippers, id)
    }
    input.messageEnd = this.#extent.end - input.base
    return this.#extent
  }

  #toDecodeError(thrown: unknown, path: string): unknown {
    if (thrown instanceof Fault) {
      const { reason, offset, cause } = thrown
      return new GobDecodeError(reason, offset, path + thrown.path, cause === undefined ? undefined : { cause })
    }
    if (!isStackOverflow(thrown)) return thrown
    const offset = this.#cursor.offsetOf(this.#cursor.position)
    return new GobDecodeError('value is nested deeper than the stack allows', offset, path, { cause: thrown })
  }
}
