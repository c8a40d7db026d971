import type { Runner } from '../suite/index.ts'
import { vitest } from './vitest-module.ts'

/** What a Vitest worker keeps of its configuration; not documented, so only asked where it helps (`--root`, `isolate: false`). */
interface WorkerGlobals {
  readonly __vitest_worker__?: {
    readonly config?: { readonly root?: unknown }
    /** The task that is collected or run: a file, a suite, a test. */
    readonly current?: { readonly type?: unknown }
  }
}

export const vitestRunner: Runner = {
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
    // A test that is tried again keeps the errors of all its tries.
    vitest().afterEach(({ task }) => {
      const error: unknown = task.result?.state === 'fail' ? task.result.errors?.at(-1) : undefined
      body(error === undefined ? undefined : { error, concurrent: isConcurrent(task) })
    })
  },
  testFile: () => vitest().expect.getState().testPath,
  currentTest() {
    // With `isolate: false` the state still names the last test of the file before while the next one is collected.
    const type = (globalThis as WorkerGlobals).__vitest_worker__?.current?.type
    if (type !== undefined && type !== 'test') return undefined
    return vitest().expect.getState().currentTestName || undefined
  },
  root() {
    const root = (globalThis as WorkerGlobals).__vitest_worker__?.config?.root
    return typeof root === 'string' ? root : undefined
  },
  watches: () => process.env['VITEST_MODE'] === 'WATCH',
}

interface Task {
  readonly concurrent?: boolean | undefined
  readonly suite?: Task | undefined
}

/** Also one of a suite that runs beside others: while it runs, Vitest names whichever test began last. */
function isConcurrent({ concurrent, suite }: Task): boolean {
  return concurrent === true || (suite !== undefined && isConcurrent(suite))
}

function isSuite(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'tasks' in given
}
