import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals'
import { mainArguments } from '../run/index.ts'
import type { Runner } from '../suite/index.ts'
import { aroundTests, callers, endedTest, runningTests } from './circus.ts'
import { isWatchMode, watchVariable } from './is-watch-mode.ts'

export const jestRunner: Runner = {
  name: 'jest',
  beforeAll: (body, timeoutMs) => beforeAll(() => body(), timeoutMs),
  afterAll: (body, timeoutMs) => afterAll(body, timeoutMs),
  // Jest runs the tests of a file although its beforeAll failed.
  beforeEach: (body) => beforeEach(body),
  afterEach: (body) =>
    afterEach(() => {
      const ended = endedTest()
      if (ended !== undefined) body(ended)
    }),
  aroundTests,
  callers,
  runningTests,
  testFile: () => expect.getState().testPath,
  currentTest: () => expect.getState().currentTestName || undefined,
  root: () => undefined,
  watches: () => process.env[watchVariable] !== undefined || isWatchMode(mainArguments()),
}
