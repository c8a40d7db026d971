import { GoLambdaError } from '../failure/index.ts'

/** A build failed once; its lines are shown once. Every other test that it stopped points there. `code`: `LAMBDA_SUITE`. */
class LambdaSuiteError extends GoLambdaError {
  constructor(label: string, first: string | undefined) {
    super('LambdaSuiteError', 'LAMBDA_SUITE', {
      reason: `${label} is not there to be tested: see the failure of "${first ?? 'the first test'}"`,
    })
    // The place of this throw tells nothing; a stack would only repeat itself at every test.
    this.stack = `${this.name}: ${this.message}`
  }
}

interface ReportOnce {
  /** Adds to a build's failure which tests it stops, where the runner hands the suite to its hook. */
  naming(error: unknown, suite: unknown): unknown
  /** Keeps the failure for the tests. */
  keep(error: unknown): void
  /** Throws what was kept: whole at the first test, a line that points there at the others. */
  rethrow(test: string | undefined): void
}

export function reportOnce(label: string): ReportOnce {
  let kept: { readonly error: unknown } | undefined
  let first: { readonly test: string | undefined } | undefined
  return {
    naming(error, suite) {
      const names = testNames(suite)
      if (names.length > 0 && error instanceof GoLambdaError) {
        const list = `\n  stopped: ${names.map((name) => JSON.stringify(name)).join(', ')}`
        error.stack = error.stack?.replace(error.message, error.message + list) ?? ''
        error.message += list
      }
      return error
    },
    keep(error) {
      kept = { error }
    },
    rethrow(test) {
      if (kept === undefined) return
      if (first !== undefined && first.test !== test) throw new LambdaSuiteError(label, first.test)
      first = { test }
      throw kept.error
    },
  }
}

/** A task of Vitest's tree, as far as it is read here. */
interface Task {
  readonly type?: unknown
  readonly name?: unknown
  readonly mode?: unknown
  readonly tasks?: unknown
}

/** The tests below a suite that would have run. */
function testNames(suite: unknown): string[] {
  const { tasks } = (suite ?? {}) as Task
  if (!Array.isArray(tasks)) return []
  return (tasks as Task[]).flatMap((task) => {
    if (Array.isArray(task.tasks)) return testNames(task)
    return task.type === 'test' && task.mode !== 'skip' && task.mode !== 'todo' ? [String(task.name)] : []
  })
}
