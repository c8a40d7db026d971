import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import { monotonicMs, realNow } from '../clock/index.ts'

/** The longest a timer can be set to: one of 2^31 ms fires at once. */
const longestTimerMs = 2 ** 31 - 1

/**
 * Calls `passed` once `deadlineMs` (real epoch milliseconds) has passed, however far off it is; `Infinity` never.
 * Gives the function that calls it off.
 */
export function onDeadline(deadlineMs: number, passed: () => void): () => void {
  if (deadlineMs === Number.POSITIVE_INFINITY) return () => undefined
  const end = monotonicMs() + (deadlineMs - realNow())
  let timer: NodeJS.Timeout | undefined
  let calledOff = false
  const wait = () => {
    const left = end - monotonicMs()
    if (left > 0) {
      timer = setTimeout(wait, Math.min(Math.ceil(left), longestTimerMs))
      return
    }
    // A test that kept the event loop busy past the deadline: an answer that came in time is read first.
    setImmediate(() => calledOff || passed())
  }
  wait()
  return () => {
    calledOff = true
    clearTimeout(timer)
  }
}
