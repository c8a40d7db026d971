import type { FixtureRunner } from '../suite/index.ts'
import { aroundTests } from './around-tests.ts'
import { endOfTests } from './end-of-tests.ts'
import { endedTest, runningTests, worker } from './task.ts'
import { vitest } from './vitest-module.ts'

let endOfSuite: (() => Promise<void>) | undefined

/** Has something done each time that a suite's function, or a fixture's, was used and is stopped. */
export function atEndOfSuites(body: () => Promise<void>): void {
  endOfSuite = body
}

export const vitestRunner: FixtureRunner = {
  name: 'vitest',
  beforeAll(body, timeoutMs) {
    // Without a parameter: Vitest 4.1 reads the first as a pattern of fixtures and gives the suite as the second.
    vitest().beforeAll(function () {
      // biome-ignore lint/complexity/noArguments: see above
      return body([...arguments].find(isSuite))
    }, timeoutMs)
  },
  afterAll: (body, timeoutMs) => vitest().afterAll(body, timeoutMs),
  afterEach(body) {
    vitest().afterEach(({ task }) => body(endedTest(task)))
  },
  aroundTests,
  endOfTests,
  callers: runningTests,
  runningTests: () => runningTests().tests,
  testFile: () => vitest().expect.getState().testPath,
  currentTest() {
    // With `isolate: false` the state still names the last test of the file before while the next one is collected.
    const type = worker()?.current?.type
    if (type !== undefined && type !== 'test') return runningTests().tests[0]?.name
    return vitest().expect.getState().currentTestName || undefined
  },
  root() {
    const root = worker()?.config?.root
    return typeof root === 'string' ? root : undefined
  },
  watches: () => process.env['VITEST_MODE'] === 'WATCH',
  suiteEnded: async () => endOfSuite?.(),
}

function isSuite(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'tasks' in given
}
