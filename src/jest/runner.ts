import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals'
import { mainArguments } from '../run/index.ts'
import type { FailedTest, Runner } from '../suite/index.ts'

export const jestRunner: Runner = {
  name: 'jest',
  beforeAll: (body, timeoutMs) => beforeAll(() => body(), timeoutMs),
  afterAll: (body, timeoutMs) => afterAll(body, timeoutMs),
  // Jest runs the tests of a file although its beforeAll failed.
  beforeEach: (body) => beforeEach(body),
  afterEach: (body) => afterEach(() => body(failedTest())),
  testFile: () => expect.getState().testPath,
  currentTest: () => expect.getState().currentTestName || undefined,
  root: () => undefined,
  watches: () => mainArguments().some((argument) => /^--watch(All)?(=true)?$/.test(argument)),
}

/** Of jest-circus' state, as far as it is read here. */
interface CircusState {
  readonly currentlyRunningTest?: { readonly errors?: unknown[] } | null
}

/**
 * The last error of the test that runs: Jest hands it to nobody in a test file, but its runner (jest-circus, 29 and 30) keeps
 * its state on the global object. Each is an error, or a pair of it and of one that says where it was awaited. Tests of
 * `test.concurrent` never come here: Jest runs no hooks for them.
 */
function failedTest(): FailedTest | undefined {
  const key = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL')
  const state = key && ((globalThis as Record<symbol, unknown>)[key] as CircusState | undefined)
  const errors = state?.currentlyRunningTest?.errors ?? []
  const last = errors.at(-1)
  if (last === undefined) return undefined
  if (!Array.isArray(last)) return { error: last, concurrent: false }
  const [thrown, awaited] = last as [unknown, { readonly stack?: unknown } | undefined]
  return {
    error: thrown ?? awaited,
    concurrent: false,
    replace(error) {
      const frames = typeof awaited?.stack === 'string' ? awaited.stack.match(/^\s+at .*$/gm) : null
      error.stack = [`${error.name}: ${error.message}`, ...(frames ?? [])].join('\n')
      errors[errors.length - 1] = [error, awaited]
    },
  }
}
