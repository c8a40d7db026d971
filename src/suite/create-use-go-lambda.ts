import { dirname } from 'node:path'
import { CallSite, errorMessage, GoLambdaError } from '../failure/index.ts'
import {
  FunctionUnderTest,
  type GoLambda,
  type GoLambdaOptions,
  type GoLambdaSource,
  type InvocationObserver,
  LambdaOptionError,
  sourceLabel,
} from '../harness/index.ts'
import { addToError } from './add-to-error.ts'
import { concurrencyNote, failureReport } from './failure-report.ts'
import { reportOnce } from './report-once.ts'
import { rootFolder } from './root-folder.ts'
import type { Runner } from './runner.ts'
import { TestInvocations } from './test-invocations.ts'

/** What a hook of ours gets beyond what the build itself may take, so that the runner never ends a build that is on time. */
const marginMs = 10_000
const defaultBuildTimeoutMs = 600_000
const defaultInitTimeoutMs = 10_000
const stopTimeoutMs = 30_000

export type UseGoLambda = <Request = unknown, Response = unknown>(
  source: GoLambdaSource,
  options?: GoLambdaOptions,
) => GoLambda<Request, Response>

/**
 * Makes the `useGoLambda` of a runner: build in `beforeAll`, start at the first invocation (there too with
 * `start: 'eager'`), stop in `afterAll`.
 */
export function createUseGoLambda(runner: Runner): UseGoLambda {
  return function useGoLambda<Request, Response>(
    source: GoLambdaSource,
    options: GoLambdaOptions = {},
  ): GoLambda<Request, Response> {
    const caller = new CallSite(useGoLambda)
    const label = sourceLabel(source)
    const running = runner.currentTest()
    if (running !== undefined) {
      throw new LambdaOptionError(
        `useGoLambda('${label}') was called inside the test "${running}"`,
        'call it at the top of the file or of a describe: it registers hooks. Inside a test, use startGoLambda()',
      )
    }
    const invocations = new TestInvocations(() => runner.currentTest())
    const lambda = functionOf<Request, Response>(runner, source, options, invocations.observe)
    const report = reportOnce(label)
    runner.beforeAll(
      async (suite) => {
        try {
          await lambda.prepare()
        } catch (error) {
          if (error instanceof GoLambdaError) error.showCaller(caller)
          if (runner.beforeEach === undefined) throw report.naming(error, suite)
          report.keep(error)
        }
      },
      (options.buildTimeoutMs ?? defaultBuildTimeoutMs) + startTimeoutMs(options) + marginMs,
    )
    runner.beforeEach?.(async () => report.rethrow(runner.currentTest()))
    runner.afterEach((failed) => {
      if (failed?.concurrent) {
        if (invocations.some) addToError(failed, concurrencyNote(label))
        return
      }
      const taken = invocations.take()
      if (failed === undefined) return
      addToError(failed, failureReport(label, taken, lambda.environments, errorMessage(failed.error)))
    })
    runner.afterAll(() => lambda.stop(), stopTimeoutMs)
    return lambda
  }
}

/** A start ahead of the first test; what `env()` takes besides is in the margin. */
function startTimeoutMs({ start, initTimeoutMs = defaultInitTimeoutMs }: GoLambdaOptions): number {
  return start === 'eager' ? initTimeoutMs : 0
}

/** The function of a suite, found from the test file upwards. Nothing is built or started yet. */
export function functionOf<Request, Response>(
  runner: Runner,
  source: GoLambdaSource,
  options: GoLambdaOptions,
  onInvocation?: InvocationObserver,
): FunctionUnderTest<Request, Response> {
  const file = runner.testFile()
  const from = file === undefined ? process.cwd() : dirname(file)
  return new FunctionUnderTest<Request, Response>(source, options, {
    from,
    root: rootFolder(from, runner.root()),
    watches: runner.watches(),
    frameColumns: runner.name === 'vitest',
    givesUpAfterFailedStart: true,
    testFile: file,
    ...(onInvocation !== undefined && { onInvocation }),
  })
}
