import { type GoLambda, type GoLambdaOptions, type GoLambdaSource, sourceLabel } from '../harness/index.ts'
import { asTest, callersNow } from './calling-test.ts'
import { functionOf } from './function-of.ts'
import { reportFailure } from './report-failure.ts'
import type { EndedTest, Runner } from './runner.ts'
import { stopAtEnd } from './stop-at-end.ts'
import { TestInvocations } from './test-invocations.ts'

/** A runner whose fixtures live longer than a test. */
export interface FixtureRunner extends Runner {
  /**
   * What is to be called whenever a fixture is used: `body` runs at the end of each test that may be using it then, once
   * however often it was used.
   */
  endOfTests(body: (ended: EndedTest) => void): () => void
}

type Use<Request, Response> = (use: (lambda: GoLambda<Request, Response>) => Promise<void>) => Promise<void>

/**
 * Makes what builds a function for as long as a fixture is used. It may serve many files, whose hooks it cannot register:
 * each test that invokes it is reported on by a hook of its own.
 */
export function createFixtureFunction<Request, Response>(
  runner: FixtureRunner,
  source: GoLambdaSource,
  options: GoLambdaOptions,
): Use<Request, Response> {
  if (runner.testFile() !== undefined && runner.currentTest() === undefined) runner.aroundTests(asTest, 'concurrent')
  return async (use) => {
    const invocations = new TestInvocations(() => callersNow(runner))
    const used = runner.endOfTests((ended) => reportFailure(ended, sourceLabel(source), invocations, lambda))
    const lambda = functionOf<Request, Response>(runner, source, options, () => {
      used()
      return invocations.observe()
    })
    try {
      await lambda.prepare()
      await use(lambda)
    } finally {
      await stopAtEnd(lambda, runner)
    }
  }
}
