import { checkFunctions, type InvokeEndpoint, LambdaOptionError, type NamedFunction } from '../harness/index.ts'
import { asTest } from './calling-test.ts'
import type { Runner } from './runner.ts'
import { joinEndpoint } from './shared-endpoint.ts'

const hookTimeoutMs = 10_000

/** The endpoint of a suite: there from `beforeAll` to `afterAll`. */
export type SuiteEndpoint = Pick<InvokeEndpoint, 'url' | 'env'>

export type UseInvokeEndpoint = (...lambdas: readonly NamedFunction[]) => SuiteEndpoint

/** Makes the `useInvokeEndpoint` of a runner: open, and in `process.env`, from `beforeAll` to `afterAll`. */
export function createUseInvokeEndpoint(runner: Runner): UseInvokeEndpoint {
  return function useInvokeEndpoint(...lambdas) {
    checkFunctions(lambdas, 'useInvokeEndpoint')
    const running = runner.currentTest()
    if (running !== undefined) {
      throw new LambdaOptionError(
        `useInvokeEndpoint() was called inside the test "${running}"`,
        'call it at the top of the file or of a describe: it registers hooks. Inside a test, use startInvokeEndpoint()',
      )
    }
    let joined: Awaited<ReturnType<typeof joinEndpoint>> | undefined
    const endpoint = (): InvokeEndpoint => {
      if (joined !== undefined) return joined.endpoint
      throw new LambdaOptionError(
        'the endpoint of useInvokeEndpoint() is not open',
        'read its url and env in a test or a hook: it is opened in beforeAll and closed in afterAll',
      )
    }
    runner.aroundTests(asTest, 'all')
    runner.beforeAll(async () => {
      joined = await joinEndpoint(lambdas, runner)
    }, hookTimeoutMs)
    runner.afterAll(async () => {
      await joined?.leave()
      joined = undefined
    }, hookTimeoutMs)
    return {
      get url() {
        return endpoint().url
      },
      get env() {
        return endpoint().env
      },
    }
  }
}
