import { beforeEach, expect } from '@jest/globals'
import type { Callers, EndedTest, FailedTest, Runner } from '../suite/index.ts'

/** What jest-circus (29 and 30) keeps of a test, as far as it is read here. */
interface CircusTest {
  readonly errors?: unknown[]
  fn?: ((this: unknown, ...given: unknown[]) => unknown) | undefined
}

export function runningTests(): readonly object[] {
  const test = runningTest()
  return test === undefined ? [] : [test]
}

/** The test that runs: Jest hands it to nobody in a test file, but its runner keeps its state on the global object. */
function runningTest(): CircusTest | undefined {
  const key = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL')
  const state = key && (globalThis as Record<symbol, unknown>)[key]
  return (state as { readonly currentlyRunningTest?: CircusTest | null } | undefined)?.currentlyRunningTest ?? undefined
}

/** Tests of `test.concurrent` never come here: Jest runs no hooks for them. */
export function endedTest(): EndedTest | undefined {
  const test = runningTest()
  return test && { test, failed: failureOf(test) }
}

/** Each error is one that was thrown, or a pair of it and of one that says where it was awaited. */
function failureOf({ errors = [] }: CircusTest): FailedTest | undefined {
  const last = errors.at(-1)
  if (last === undefined) return undefined
  if (!Array.isArray(last)) return { error: last }
  const [thrown, awaited] = last as [unknown, { readonly stack?: unknown } | undefined]
  return {
    error: thrown ?? awaited,
    replace(error) {
      const frames = typeof awaited?.stack === 'string' ? awaited.stack.match(/^\s+at .*$/gm) : null
      error.stack = [`${error.name}: ${error.message}`, ...(frames ?? [])].join('\n')
      errors[errors.length - 1] = [error, awaited]
    },
  }
}

/** What Jest tells of who calls, by contexts of its own. */
interface CallState {
  readonly currentTestName?: string
  /** Jest 30. */
  readonly currentTestIdentity?: () => object | undefined
  /** Also of a test of `test.concurrent` that Jest 29 runs beside the others. */
  readonly currentConcurrentTestName?: () => string | undefined
}

export function callers(): Callers {
  const { currentTestName, currentTestIdentity, currentConcurrentTestName } = expect.getState() as CallState
  const name = currentConcurrentTestName?.()
  const running = name === undefined || name === currentTestName ? runningTest() : undefined
  const test = currentTestIdentity === undefined ? running : currentTestIdentity()
  return { tests: test === undefined ? [] : [test] }
}

/**
 * Replaces the function of a test before it runs, where Jest does not know itself who calls. Those of `test.concurrent` have
 * no hooks, the others run alone.
 */
export const aroundTests: Runner['aroundTests'] = (around, which) => {
  if (which === 'concurrent') return
  beforeEach(() => {
    if ((expect.getState() as CallState).currentTestIdentity !== undefined) return
    const test = runningTest()
    const { fn } = test ?? {}
    // A generator is run by Jest itself.
    if (test === undefined || fn === undefined || fn.constructor.name === 'GeneratorFunction') return
    const wrapped = function (this: unknown, ...given: unknown[]): unknown {
      return around(test, () => fn.apply(this, given))
    }
    // Whether it takes `done`.
    Object.defineProperty(wrapped, 'length', { value: fn.length })
    test.fn = wrapped
  })
}
