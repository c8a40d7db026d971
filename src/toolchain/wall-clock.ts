import { runInNewContext } from 'node:vm'

let clock: (() => number) | undefined

/**
 * Milliseconds since 1970, in real time. Fake timers replace `Date` in the realm of the test, possibly before this
 * file is loaded; a realm of our own has one that nobody replaces.
 */
export function wallClock(): number {
  clock ??= runInNewContext('Date.now') as () => number
  return clock()
}
