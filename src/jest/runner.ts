import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals'
import { mainArguments } from '../run/index.ts'
import type { Runner } from '../suite/index.ts'

export const jestRunner: Runner = {
  name: 'jest',
  beforeAll: (body, timeoutMs) => beforeAll(() => body(), timeoutMs),
  afterAll: (body, timeoutMs) => afterAll(body, timeoutMs),
  // Jest runs the tests of a file although its beforeAll failed.
  beforeEach: (body) => beforeEach(body),
  afterEach: (body) => afterEach(() => body(errorsOfTest())),
  testFile: () => expect.getState().testPath,
  currentTest: () => expect.getState().currentTestName || undefined,
  root: () => undefined,
  watches: () => mainArguments().some((argument) => /^--watch(All)?(=true)?$/.test(argument)),
}

/** Of jest-circus' state, as far as it is read here. */
interface CircusState {
  readonly currentlyRunningTest?: { readonly errors?: readonly unknown[] } | null
}

/**
 * The errors of the test that runs: Jest hands them to nobody in a test file, but its runner (jest-circus, 29 and 30) keeps
 * its state on the global object. Each is an error, or a pair of it and of one that says where it was awaited.
 */
function errorsOfTest(): unknown[] {
  const key = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL')
  const state = key && ((globalThis as Record<symbol, unknown>)[key] as CircusState | undefined)
  return (state?.currentlyRunningTest?.errors ?? []).map((error) =>
    Array.isArray(error) ? (error[0] ?? error[1]) : error,
  )
}
