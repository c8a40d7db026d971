import { keepFreshCode, load } from '../code-cache/index.ts'
import { importVitest } from './import-vitest.ts'
import type * as Suites from './suites.ts'

// The door for ES modules. CommonJS has no top-level await: its door is index.ts itself, and the plugin works in both.

/**
 * What suites use is loaded where they run. Vitest's configuration imports this door, too, for the plugin alone, and is
 * spared 30 ms. One of these is there in every worker of Vitest 3.2, 4 and 5.
 */
const inWorker =
  '__vitest_worker__' in globalThis ||
  process.env['VITEST_WORKER_ID'] !== undefined ||
  process.env['VITEST_POOL_ID'] !== undefined
const loaded = inWorker ? suites() : undefined
loaded?.useVitest(await importVitest())
loaded?.addMatchers()
loaded?.atEndOfSuites(keepFreshCode)

/** Elsewhere they have no runner, and it is theirs to say so. */
function suites(): typeof import('./suites-for-esm.ts') {
  return load('vitest-suites.cjs')
}

/**
 * Builds a Go Lambda function for this file (in `beforeAll`), launches it on a free port at the first invocation,
 * and stops it in `afterAll`. Call it at the top of a test file or of a `describe`.
 */
export const useGoLambda: typeof Suites.useGoLambda =
  loaded?.useGoLambda ?? ((...given) => suites().useGoLambda(...given))

/**
 * Lets an unchanged AWS SDK in the code under test invoke these functions by their names (`functionName`). From
 * `beforeAll` to `afterAll` `AWS_ENDPOINT_URL_LAMBDA` names an endpoint on 127.0.0.1; where there are none, a region and
 * fake credentials are set, too.
 *
 * ```ts
 * const upper = useGoLambda('./cmd/upper')
 * useInvokeEndpoint(upper)
 * ```
 */
export const useInvokeEndpoint: typeof Suites.useInvokeEndpoint =
  loaded?.useInvokeEndpoint ?? ((...given) => suites().useInvokeEndpoint(...given))

/**
 * A fixture for Vitest's `test.extend`, built at the first test that asks for it:
 *
 * ```ts
 * const test = base.extend<{ greet: GoLambda<string, string> }>({ greet: goLambda<string, string>('./cmd/greet') })
 * test('greets', async ({ greet }) => expect(await greet.invoke('daniel')).toBe('DANIEL'))
 * ```
 */
export const goLambda: typeof Suites.goLambda = loaded?.goLambda ?? ((...given) => suites().goLambda(...given))

export { goLambdaPlugin } from './go-lambda-plugin.ts'
export type * from './matchers.ts'
export type {
  GoLambda,
  GoLambdaAt,
  GoLambdaFixture,
  GoLambdaFixtureOptions,
  GoLambdaOptions,
  GoLambdaSource,
  SuiteEndpoint,
} from './suites.ts'
