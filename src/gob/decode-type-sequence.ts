import type { Cursor } from './decode-cursor.ts'
import type { ReceivedTypes } from './decode-definitions.ts'
import type { Input } from './decode-input.ts'
import type { Readers } from './decode-value.ts'
import type { Infer } from './gob-type.ts'
import { wireType, wireTypeId } from './wire-type.ts'

/** Thrown where a value goes on in a message that is still to come. */
export const notArrived = Symbol('not arrived')

/** Reads type definitions: those in messages of their own, and those inside of interface values. */
export class TypeSequence {
  readonly #input: Input
  readonly #cursor: Cursor
  readonly #types: ReceivedTypes
  readonly #readers: Readers
  /** Up to where in the stream definitions inside of values count already. */
  #definedTo = 0

  constructor(input: Input, cursor: Cursor, types: ReceivedTypes, readers: Readers) {
    this.#input = input
    this.#cursor = cursor
    this.#types = types
    this.#readers = readers
  }

  /** Reads the definition of a type, which is all that follows its id in its message. */
  define(id: number, at: number): void {
    const cursor = this.#cursor
    this.#types.admit(cursor, id, at)
    const wire = this.#readDefinition()
    if (cursor.position < cursor.end) {
      cursor.fail(`${cursor.end - cursor.position} bytes follow a type definition in its message`)
    }
    this.#types.define(id, wire)
  }

  /**
   * Reads the definitions inside of an interface value, and the id of its type that follows them.
   *
   * @throws {@link notArrived} if that is in a message that is still to come; the next call goes on there.
   * @see GOROOT/src/encoding/gob/decoder.go, `decodeTypeSequence`
   */
  next(): number {
    const cursor = this.#cursor
    for (;;) {
      if (cursor.position >= cursor.end) this.#goOn()
      const at = cursor.position
      const id = cursor.readInt()
      if (id >= 0) return id
      // One that was read before, when the value had not wholly arrived, counts already.
      const isNew = cursor.offsetOf(at) >= this.#definedTo
      if (isNew) this.#types.admit(cursor, -id, at)
      const wire = this.#readDefinition()
      if (isNew) {
        this.#types.define(-id, wire)
        this.#definedTo = cursor.offsetOf(cursor.position)
      }
      // Inside another interface's value the rest of that one follows, with its byte count.
      if (cursor.position < cursor.end) cursor.readUint()
    }
  }

  #readDefinition(): Infer<typeof wireType> {
    const cursor = this.#cursor
    const { depth } = cursor
    // How deep it is nested is known, whatever the limit is and wherever it stands.
    cursor.depth = -10
    const wire = this.#readers.of(cursor, wireType, wireTypeId).read(cursor)
    cursor.depth = depth
    return wire as Infer<typeof wireType>
  }

  /** To the next message of the same value. */
  #goOn(): void {
    const input = this.#input
    const cursor = this.#cursor
    if (!input.find(cursor.offsetOf(cursor.end))) throw notArrived
    cursor.goOn(input.messageStart, input.messageEnd)
    const size = cursor.offsetOf(cursor.end) - input.offset
    const most = cursor.limits.maxMessageBytes
    if (size > most) cursor.fail(`messages of one value of more than ${most} bytes together (maxMessageBytes)`)
  }
}
