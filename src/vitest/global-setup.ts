import { beginRun, endRun } from '../run/index.ts'

/** Vitest's global set-up; what it returns is the teardown. Vitest 3 and 4 call it once per project that inherits it. */
export function setup(): () => Promise<void> {
  beginRun()
  return endRun
}
