import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals'
import { mainArguments } from '../run/index.ts'
import type { Runner } from '../suite/index.ts'

export const jestRunner: Runner = {
  name: 'jest',
  beforeAll: (body, timeoutMs) => beforeAll(() => body(), timeoutMs),
  afterAll: (body, timeoutMs) => afterAll(body, timeoutMs),
  // Jest runs the tests of a file although its beforeAll failed.
  beforeEach: (body) => beforeEach(body),
  testFile: () => expect.getState().testPath,
  currentTest: () => expect.getState().currentTestName || undefined,
  root: () => undefined,
  watches: () => mainArguments().some((argument) => /^--watch(All)?(=true)?$/.test(argument)),
}
