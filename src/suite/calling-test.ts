import { AsyncLocalStorage } from 'node:async_hooks'
import type { AroundTest, Callers, Runner } from './runner.ts'

// It costs promises of Node 20 and 22 some of their speed, once it is used: tests that run alone do without.
const calling = new AsyncLocalStorage<Callers>()

/** Runs a test, or what is to count as its own, so that everything it calls is known to be called by it. */
export const asTest: AroundTest = (test, body) => calling.run({ tests: [test] }, body)

export function asCallers<Result>(callers: Callers, body: () => Result): Result {
  return calling.run(callers, body)
}

/** Who calls: the test that it belongs to, however late it calls; else whom the runner names. */
export function callersNow(runner: Runner): Callers {
  return calling.getStore() ?? runner.callers()
}
