import type { FixtureRunner } from '../suite/index.ts'
import { endedTest, runningTests, type Task } from './task.ts'

/**
 * See {@link FixtureRunner}. By the context of each test: what it registers there is called after its hooks and before its
 * result is told, at each try of it.
 */
export const endOfTests: FixtureRunner['endOfTests'] = (body) => {
  const awaited = new WeakSet<Task>()
  return () => {
    for (const test of runningTests().tests) {
      if (awaited.has(test)) continue
      try {
        test.context?.onTestFinished?.(() => {
          awaited.delete(test)
          body(endedTest(test))
        })
        awaited.add(test)
      } catch {
        // called within such a hook, when it is too late for another
      }
    }
  }
}
