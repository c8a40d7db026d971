import {
  createFixtureFunction,
  type FromGo,
  type GoLambda,
  type GoLambdaOptions,
  type SuggestedSource,
  type TypedGoLambda,
  type TypeOf,
} from '../suite/index.ts'
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
export function goLambda<Request = FromGo, Response = FromGo, const Source extends SuggestedSource = SuggestedSource>(
  source: Source,
  { scope = 'file', ...options }: GoLambdaFixtureOptions = {},
): GoLambdaFixture<TypeOf<Request, Source, 'request'>, TypeOf<Response, Source, 'response'>> {
  type Function = TypedGoLambda<Request, Response, Source>
  const run = createFixtureFunction<TypeOf<Request, Source, 'request'>, TypeOf<Response, Source, 'response'>>(
    vitestRunner,
    source,
    options,
  )
  // Vitest reads the parameter's pattern to learn which fixtures this one needs: none.
  // biome-ignore lint/correctness/noEmptyPattern: Vitest refuses a plain parameter
  const body: FixtureBody<Function> = ({}, use) => run(use)
  return [body, { scope }]
}
