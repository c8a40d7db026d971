import { CallSite, GoLambdaError } from '../failure/index.ts'
import {
  type GoLambdaOptions,
  type Integers,
  LambdaOptionError,
  type SuggestedSource,
  sourceLabel,
  type TypedGoLambda,
} from '../harness/index.ts'
import type { FromGo, TypeOf } from '../types/index.ts'
import { asTest, callersNow } from './calling-test.ts'
import { functionOf } from './function-of.ts'
import { reportFailure } from './report-failure.ts'
import { reportOnce } from './report-once.ts'
import type { Runner } from './runner.ts'
import { stopAtEnd } from './stop-at-end.ts'
import { TestInvocations } from './test-invocations.ts'

/** What a hook of ours gets beyond what the build itself may take, so that the runner never ends a build that is on time. */
const marginMs = 10_000
const defaultBuildTimeoutMs = 600_000
const defaultInitTimeoutMs = 10_000
const stopTimeoutMs = 30_000

/** Without type arguments request and response are those of the Go handler, where `use-go-lambda types` knows the path. */
export type UseGoLambda = <
  Request = FromGo,
  Response = FromGo,
  const Source extends SuggestedSource = SuggestedSource,
  Wide extends Integers = Integers,
>(
  source: Source,
  options?: GoLambdaOptions<Wide>,
) => TypedGoLambda<Request, Response, Source, Wide>

/**
 * Makes the `useGoLambda` of a runner: build in `beforeAll`, start at the first invocation (there too with
 * `start: 'eager'`), stop in `afterAll`.
 */
export function createUseGoLambda(runner: Runner): UseGoLambda {
  return function useGoLambda<Request, Response, Source extends SuggestedSource, Wide extends Integers>(
    source: Source,
    options: GoLambdaOptions<Wide> = {},
  ): TypedGoLambda<Request, Response, Source, Wide> {
    const caller = new CallSite(useGoLambda)
    const label = sourceLabel(source)
    const running = runner.currentTest()
    if (running !== undefined) {
      throw new LambdaOptionError(
        `useGoLambda('${label}') was called inside the test "${running}"`,
        'call it at the top of the file or of a describe: it registers hooks. Inside a test, use startGoLambda()',
      )
    }
    const invocations = new TestInvocations(() => callersNow(runner))
    const lambda = functionOf<TypeOf<Request, Source, 'request', Wide>, TypeOf<Response, Source, 'response', Wide>>(
      runner,
      source,
      options,
      invocations.observe,
    )
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
    runner.aroundTests(asTest, 'concurrent')
    runner.afterEach((ended) => reportFailure(ended, label, invocations, lambda))
    runner.afterAll(() => stopAtEnd(lambda, runner), stopTimeoutMs)
    return lambda
  }
}

/** A start ahead of the first test; what `env()` takes besides is in the margin. */
function startTimeoutMs({ start, initTimeoutMs = defaultInitTimeoutMs }: GoLambdaOptions): number {
  return start === 'eager' ? initTimeoutMs : 0
}
