import type { Cursor } from './decode-cursor.ts'
import type { Received, ReceivedTypes } from './decode-definitions.ts'

/** A type that the stream described. */
export type Described = Exclude<Received, { kind: 'nothing' }>

/** What is made of each type of a stream, by what the stream says of it alone, when it is first needed. */
export class ByType<T> {
  readonly #types: ReceivedTypes
  readonly #known: Map<number, T>
  readonly #enter: () => T
  readonly #complete: (made: T, type: Described, part: (id: number) => T) => void
  /** By type id, the part of it that was found not to be described: the rest is not looked up again while that is so. */
  readonly #missing = new Map<number, number>()

  /**
   * @param basics of the types that need no definition.
   * @param enter makes one whose type is not known yet, so that types can contain themselves.
   * @param complete gives it the parts of its type.
   */
  constructor(
    types: ReceivedTypes,
    basics: Iterable<readonly [id: number, made: T]>,
    enter: () => T,
    complete: (made: T, type: Described, part: (id: number) => T) => void,
  ) {
    this.#types = types
    this.#known = new Map(basics)
    this.#enter = enter
    this.#complete = complete
  }

  /**
   * What was made of a type. All types it consists of are looked up now, as Go does.
   *
   * @throws {Fault} if one of them was never defined.
   */
  of(cursor: Cursor, id: number): T {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const missing = this.#missing.get(id)
    if (missing !== undefined) this.#described(cursor, missing)
    // A list of what is still to be made, not recursion: a stream may nest its types as deep as it likes.
    const entered: [id: number, made: T][] = []
    const part = (partId: number): T => {
      const before = this.#known.get(partId)
      if (before !== undefined) return before
      const made = this.#enter()
      this.#known.set(partId, made)
      entered.push([partId, made])
      return made
    }
    const wanted = part(id)
    let at = id
    try {
      for (const [next, made] of entered) {
        at = next
        this.#complete(made, this.#described(cursor, next), part)
      }
    } catch (error) {
      this.#missing.set(id, at)
      for (const [given] of entered) this.#known.delete(given)
      throw error
    }
    return wanted
  }

  /** As {@link of}, for a value that stands by itself, the whole one or an interface's: what comes before it is read. */
  begin(cursor: Cursor, id: number): T {
    const made = this.of(cursor, id)
    if (this.#types.get(id)?.kind !== 'struct') cursor.needSingle()
    return made
  }

  #described(cursor: Cursor, id: number): Described {
    const type = this.#types.get(id)
    if (type === undefined) return cursor.fail(`type id ${id} was never defined`)
    if (type.kind === 'nothing') return cursor.fail('a type was defined without a description')
    return type
  }
}
