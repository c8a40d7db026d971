/** What a stream may ask of this process. Each is checked before anything is allocated for it. */
export interface Limits {
  /**
   * Bytes of one message, as its length announces them, and of all messages of one value together (a value that holds
   * interfaces may come in several). Default 268435456 (256 MiB); Go's is 8 GiB, for one message.
   */
  readonly maxMessageBytes: number
  /**
   * Elements of all slices, arrays and maps of one value together. Default 16777216 (2^24), which is also the most
   * entries that a Map can hold. A count is also never more than the bytes that remain of its message.
   */
  readonly maxElements: number
  /** How deep values may be nested in one another (structs, slices, arrays, maps). Default 1000; also when encoding. */
  readonly maxDepth: number
  /** Type definitions of one stream. Default 10000. */
  readonly maxTypes: number
}

export const defaultLimits: Limits = Object.freeze({
  maxMessageBytes: 256 * 1024 * 1024,
  maxElements: 2 ** 24,
  maxDepth: 1000,
  maxTypes: 10_000,
})

/** Defaults for what is left out. */
export function limitsFrom(given: Partial<Limits> = {}): Limits {
  const limits = { ...defaultLimits, ...given }
  for (const [name, value] of Object.entries(limits)) {
    if (!(value > 0)) throw new TypeError(`gob: the limit ${name} cannot be ${value}`)
  }
  return limits
}
