/**
 * What went wrong inside a value, while it is on its way out: each enclosing value adds its part of the path.
 * No Error, so that no stack is taken; the Encoder and the Decoder make the real error of it.
 */
export class Fault {
  readonly reason: string
  /** Byte offset in the stream; 0 when encoding. */
  readonly offset: number
  path = ''
  /** What a user's codec threw. */
  readonly cause: unknown
  /** Set where it lies between the fields of a struct, so that none of them is to blame. */
  betweenFields = false

  constructor(reason: string, offset = 0, cause?: unknown) {
    this.cause = cause
    this.reason = reason
    this.offset = offset
  }
}

/** Adds a part (`.Name`, `[3]`) in front of a fault's path, and leaves every other exception as it is. */
export function within(part: string, thrown: unknown): unknown {
  if (thrown instanceof Fault) thrown.path = clipped(part) + thrown.path
  return thrown
}

/** The longest name that an error shows whole. */
const longestName = 100

/** A name for an error's text: a peer may send one of megabytes, and have a thousand of it in one path. */
export function clipped(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name
}

/** How a map's key reads in a path: `["name"]`, `[5]`; keys that are objects by their position. */
export function keyPart(key: unknown, index: number): string {
  if (typeof key === 'string') return `[${JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}…` : key)}]`
  return typeof key === 'object' || key === undefined ? `[key ${index}]` : `[${String(key)}]`
}

/** The engine's own "too deep": the stack that was left to us ended before the limit on depth did. */
export function isStackOverflow(thrown: unknown): boolean {
  // Not instanceof: it may be of another realm than we are.
  const { name, message } = Object(thrown) as Partial<Error>
  return name === 'RangeError' && /call stack/i.test(String(message))
}
