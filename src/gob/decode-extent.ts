import type { Cursor } from './decode-cursor.ts'
import type { Input } from './decode-input.ts'
import type { Skippers } from './decode-skip.ts'
import { notArrived } from './decode-type-sequence.ts'
import { Walk } from './decode-walk.ts'

/**
 * How far a value reaches that could not be read and may go on in messages that are still to come. Each of its bytes is
 * looked at once, whenever it comes.
 */
export class Extent {
  /** Where in the stream the last of its messages ends that was looked at. */
  end = 0
  /** Whether it has wholly arrived, or nothing of it can be read any further: its last message is that one. */
  whole = false
  /** Why it cannot be read any further. */
  failure: unknown
  readonly #walk = new Walk()
  readonly #cursor: Cursor

  constructor(cursor: Cursor) {
    this.#cursor = cursor
  }

  /** Looks as far as it has arrived, from where the cursor is: behind its type id. */
  begin(skippers: Skippers, id: number): void {
    const cursor = this.#cursor
    this.#look(() => this.#walk.start(cursor, skippers.begin(cursor, id)))
  }

  /** Looks on. @returns whether it is {@link whole} now. */
  goOn(input: Input): boolean {
    const cursor = this.#cursor
    if (!this.whole) {
      cursor.reopen(input.bytes, this.end - input.base, input.base)
      this.#look(() => this.#walk.run(cursor))
      cursor.close()
    }
    return this.whole
  }

  #look(walk: () => void): void {
    try {
      walk()
      this.whole = true
    } catch (error) {
      this.whole = error !== notArrived
      if (this.whole) this.failure = error
    }
    this.end = this.#cursor.offsetOf(this.#cursor.end)
  }
}
