import { type Cursor, noField } from './decode-cursor.ts'
import { clipped, Fault, within } from './fault.ts'

/** Steps over values of one sent type. */
export interface Skipper {
  skip(cursor: Cursor): void
  /** What such a value consists of; undefined where it is stepped over in one go. */
  readonly parts: Parts | undefined
}

/** How the parts of a value are found, one after the other. */
export interface Parts {
  /** Reads what comes before the first one. */
  begin(cursor: Cursor, step: Step): void
  /** The one that is to be stepped over next; undefined behind the last one. */
  next(cursor: Cursor, step: Step): Skipper | undefined
  /** Which of them that was, as a part of an error's path. */
  place(step: Step): string
}

/** A value that a walk is inside of. */
export interface Step {
  parts: Parts
  /** How many parts it has, where that is known. */
  count: number
  /** Parts that were begun, or the number of the field. */
  index: number
  /** Whether the walk is in a part of it, not between two. */
  inside: boolean
}

/**
 * Steps over a value with a stack of its own. Where the next message has not arrived, it stops and can be run again later:
 * a value that comes in any number of messages is looked at once, not from its start for each of them.
 */
export class Walk {
  /** Those up to the depth are in use; the others wait for theirs. */
  readonly #steps: Step[] = []
  #depth = 0

  /** Steps over a value. @throws as {@link run} does. */
  start(cursor: Cursor, skipper: Skipper): void {
    this.#depth = 0
    if (skipper.parts === undefined) skipper.skip(cursor)
    else {
      this.#enter(cursor, skipper.parts)
      this.run(cursor)
    }
  }

  /**
   * Goes on where it stopped.
   *
   * @throws {Fault} if the value is malformed; whatever the cursor throws where a message is missing, and may be called
   *   again then.
   */
  run(cursor: Cursor): void {
    try {
      for (let step = this.#steps[this.#depth - 1]; step !== undefined; step = this.#steps[this.#depth - 1]) {
        const part = step.parts.next(cursor, step)
        if (part === undefined) this.#depth--
        else if (part.parts === undefined) part.skip(cursor)
        else this.#enter(cursor, part.parts)
      }
    } catch (error) {
      if (error instanceof Fault) this.#locate(error)
      throw error
    }
  }

  #enter(cursor: Cursor, parts: Parts): void {
    let step = this.#steps[this.#depth]
    if (step === undefined) {
      step = { parts, count: 0, index: 0, inside: false }
      this.#steps.push(step)
    } else {
      step.parts = parts
      step.index = 0
      step.inside = false
    }
    parts.begin(cursor, step)
    this.#depth++
  }

  #locate(fault: Fault): void {
    fault.betweenFields = false
    for (let depth = this.#depth - 1; depth >= 0; depth--) {
      const step = this.#steps[depth]
      if (step?.inside) within(step.parts.place(step), fault)
    }
  }
}

/** The elements of a slice, or of an array, whose length is known. */
export function elementParts(what: 'slice' | 'array', elem: Skipper, length?: number): Parts {
  return {
    begin(cursor, step) {
      const at = cursor.position
      step.count = cursor.readCount(what)
      if (length !== undefined && step.count !== length) {
        cursor.fail(`array of ${step.count} elements, its type has ${length}`, at)
      }
      cursor.enter()
      step.inside = true
    },
    next(cursor, step) {
      while (step.index < step.count) {
        step.index++
        cursor.needElement(step.count)
        if (elem.parts !== undefined) return elem
        elem.skip(cursor)
      }
      cursor.depth--
      return undefined
    },
    place: (step) => `[${step.index - 1}]`,
  }
}

export function entryParts(key: Skipper, elem: Skipper): Parts {
  return {
    begin(cursor, step) {
      step.count = cursor.readCount('map')
      cursor.enter()
      step.inside = true
    },
    /** A key and its value count as two. */
    next(cursor, step) {
      while (step.index < 2 * step.count) {
        const isKey = step.index % 2 === 0
        const part = isKey ? key : elem
        step.index++
        if (isKey) cursor.needElement(step.count)
        if (part.parts !== undefined) return part
        part.skip(cursor)
      }
      cursor.depth--
      return undefined
    },
    place: (step) => `[key ${(step.index - 1) >>> 1}]`,
  }
}

export function fieldParts(name: string, fields: readonly { name: string; skipper: Skipper }[]): Parts {
  return {
    begin(cursor, step) {
      cursor.enter()
      step.index = -1
    },
    next(cursor, step) {
      step.inside = false
      for (let index = cursor.readField(step.index); index !== noField; index = cursor.readField(index)) {
        const field = fields[index]
        if (field === undefined) return cursor.fail(outOfFields(index, fields.length, name), cursor.fieldAt)
        step.index = index
        step.inside = true
        if (field.skipper.parts !== undefined) return field.skipper
        field.skipper.skip(cursor)
        step.inside = false
      }
      cursor.depth--
      return undefined
    },
    place: (step) => `.${fields[step.index]?.name}`,
  }
}

export function outOfFields(number: number, count: number, name: string): string {
  return `field number ${number}, but ${name === '' ? 'the struct' : clipped(name)} was sent with ${count} fields`
}
