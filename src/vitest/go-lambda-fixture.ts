import { createFixtureFunction, type GoLambda, type GoLambdaOptions, type GoLambdaSource } from '../suite/index.ts'
import { vitestRunner } from './runner.ts'

/** How long a fixture lives: one function for the tests of a file, or for all files that a worker runs. */
export interface GoLambdaFixtureOptions extends GoLambdaOptions {
  readonly scope?: 'file' | 'worker'
}

type FixtureBody<Value> = (context: object, use: (value: Value) => Promise<void>) => Promise<void>

/** What `test.extend` takes: `[body, { scope }]`. */
export type GoLambdaFixture<Request, Response> = [
  FixtureBody<GoLambda<Request, Response>>,
  { scope: 'file' | 'worker' },
]

/**
 * A fixture for Vitest's `test.extend`, built at the first test that asks for it:
 *
 * ```ts
 * const test = base.extend<{ greet: GoLambda<string, string> }>({ greet: goLambda<string, string>('./cmd/greet') })
 * test('greets', async ({ greet }) => expect(await greet.invoke('daniel')).toBe('DANIEL'))
 * ```
 */
export function goLambda<Request = unknown, Response = unknown>(
  source: GoLambdaSource,
  { scope = 'file', ...options }: GoLambdaFixtureOptions = {},
): GoLambdaFixture<Request, Response> {
  const run = createFixtureFunction<Request, Response>(vitestRunner, source, options)
  // Vitest reads the parameter's pattern to learn which fixtures this one needs: none.
  // biome-ignore lint/correctness/noEmptyPattern: Vitest refuses a plain parameter
  const body: FixtureBody<GoLambda<Request, Response>> = ({}, use) => run(use)
  return [body, { scope }]
}
