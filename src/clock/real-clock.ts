import { performance } from 'node:perf_hooks'
import { runInNewContext } from 'node:vm'

let realDate: DateConstructor | undefined

/**
 * Milliseconds since 1970-01-01T00:00:00Z, in real time even where fake timers replaced the global `Date`: this one
 * comes from a context of its own, which nobody fakes.
 *
 * It follows the system's clock; `performance.timeOrigin + performance.now()` would fall behind by every hour that a
 * laptop slept.
 */
export function realNow(): number {
  realDate ??= runInNewContext('Date') as DateConstructor
  return realDate.now()
}

/**
 * Milliseconds on a clock that only runs forward, with fractions. Fake timers replace the global `performance` and
 * `process.hrtime`; the object that `node:perf_hooks` exports stays real.
 */
export function monotonicMs(): number {
  return performance.now()
}
