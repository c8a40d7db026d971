import type { Callers, EndedTest } from '../suite/index.ts'

/** What Vitest keeps of a file, a suite or a test, as far as it is read here: the same in 3.2, 4 and 5. */
export interface Task {
  readonly type?: unknown
  readonly name?: string
  readonly concurrent?: boolean | undefined
  readonly suite?: Task | undefined
  readonly file?: Task | undefined
  readonly tasks?: readonly Task[] | undefined
  readonly result?: { readonly state?: unknown; readonly errors?: readonly unknown[] | undefined } | undefined
  readonly context?: { onTestFinished?(body: () => void): void } | undefined
}

/** What a Vitest worker keeps for itself; not documented, so only asked where it helps. */
interface WorkerGlobals {
  readonly __vitest_worker__?: {
    readonly config?: { readonly root?: unknown }
    /** The task that is collected or run. */
    readonly current?: Task
  }
}

/** The worker's own state; `undefined` where Vitest does not keep it any more. */
export function worker(): WorkerGlobals['__vitest_worker__'] {
  return (globalThis as WorkerGlobals).__vitest_worker__
}

/** The test that runs, or of those that run concurrently all: Vitest names whichever began last, or, when it has ended, none. */
export function runningTests(): Callers & { readonly tests: readonly Task[] } {
  const current = worker()?.current
  if (current === undefined) return { tests: [] }
  if (current.type === 'test' && !isConcurrent(current)) return { tests: [current] }
  return { tests: runningIn(current.file ?? current), unsure: 'concurrent' }
}

function runningIn(task: Task): readonly Task[] {
  if (task.tasks !== undefined) return task.tasks.flatMap(runningIn)
  return task.type === 'test' && task.result?.state === 'run' ? [task] : []
}

/** How a test has ended. One that is tried again keeps the errors of all its tries. */
export function endedTest(test: Task): EndedTest {
  const error = test.result?.state === 'fail' ? test.result.errors?.at(-1) : undefined
  return { test, ...(error !== undefined && { failed: { error } }) }
}

/** Also one of a suite that runs beside others. */
export function isConcurrent({ concurrent, suite }: Task): boolean {
  return concurrent === true || (suite !== undefined && isConcurrent(suite))
}
