import { realNow } from '../clock/index.ts'
import { callerNow } from './caller-clock.ts'

/** A deadline that one invocation was given. */
export interface GivenDeadline {
  /** Real epoch milliseconds. */
  readonly deadlineMs: number
  /** How far off it was when the caller gave it. */
  readonly leftMs: number
}

/**
 * What counts is how far off it is on the clock that the caller made it by. Asked at once when the function is called, before anything is waited for.
 */
export function givenDeadline(deadline: Date): GivenDeadline {
  const leftMs = deadline.getTime() - callerNow()
  return { deadlineMs: realNow() + leftMs, leftMs }
}
