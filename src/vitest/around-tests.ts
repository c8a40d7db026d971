import type { Runner } from '../suite/index.ts'
import { isConcurrent, type Task } from './task.ts'
import { testFunctions, vitest } from './vitest-module.ts'

/** Since Vitest 4.1. */
interface WithAroundEach {
  aroundEach?(body: (run: () => Promise<void>, context: { task: Task }) => Promise<void>): void
}

/** See {@link Runner}. Before Vitest 4.1 the function of a test is replaced, by what Vitest has for runners of one's own. */
export const aroundTests: Runner['aroundTests'] = (around, which) => {
  const wraps = (task: Task) => which === 'all' || isConcurrent(task)
  const { aroundEach } = vitest() as WithAroundEach
  if (aroundEach !== undefined) {
    aroundEach((run, { task }) => (wraps(task) ? around(task, run) : run()))
    return
  }
  vitest().beforeEach(({ task }) => {
    const functions = testFunctions()
    const body = functions?.getFn(task)
    if (body !== undefined && wraps(task)) functions?.setFn(task, () => around(task, body))
  })
}
