import {
  createFixtureFunction,
  type FromGo,
  type GoLambda,
  type GoLambdaOptions,
  type Integers,
  type SuggestedSource,
  type TypedGoLambda,
  type TypeOf,
} from '../suite/index.ts'
import { vitestRunner } from './runner.ts'

/** How long a fixture lives: one function for the tests of a file, or for all files that a worker runs. */
export interface GoLambdaFixtureOptions<Wide extends Integers = Integers> extends GoLambdaOptions<Wide> {
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
export function goLambda<
  Request = FromGo,
  Response = FromGo,
  const Source extends SuggestedSource = SuggestedSource,
  Wide extends Integers = Integers,
>(
  source: Source,
  { scope = 'file', ...options }: GoLambdaFixtureOptions<Wide> = {},
): GoLambdaFixture<TypeOf<Request, Source, 'request', Wide>, TypeOf<Response, Source, 'response', Wide>> {
  type Function = TypedGoLambda<Request, Response, Source, Wide>
  const run = createFixtureFunction<
    TypeOf<Request, Source, 'request', Wide>,
    TypeOf<Response, Source, 'response', Wide>
  >(vitestRunner, source, options)
  // Vitest reads the parameter's pattern to learn which fixtures this one needs: none.
  // biome-ignore lint/correctness/noEmptyPattern: Vitest refuses a plain parameter
  const body: FixtureBody<Function> = ({}, use) => run(use)
  return [body, { scope }]
}
