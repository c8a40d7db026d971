import type { Integers } from '../lambda/index.ts'
import type { FromGo, TypeOf } from '../types/index.ts'
import { createFunction } from './create-function.ts'
import { FunctionUnderTest } from './function-under-test.ts'
import type { InvocationObserver } from './invocation-observer.ts'
import type { GoLambdaOptions, GoLambdaSource, SuggestedSource, TypedGoLambda } from './options.ts'
import type { Place } from './surroundings.ts'

/**
 * Builds a package (or takes a binary) and starts it, without any test runner; it answers when this resolves (with
 * `start: 'lazy'` it is built, with `'eager'` each of its environments answers). Paths are relative to the working directory. `stop()` ends it, as does the end of this process, however it comes.
 *
 * ```ts
 * await using lambda = await startGoLambda<string, string>('./cmd/upper')
 * await lambda.invoke('daniel') // 'DANIEL'
 * ```
 *
 * Without type arguments its request and response are those of the Go handler, where `use-go-lambda types` knows the path.
 *
 * @throws {LambdaOptionError} for options that are not known or not of their kind; what building and starting throw.
 */
export async function startGoLambda<
  Request = FromGo,
  Response = FromGo,
  const Source extends SuggestedSource = SuggestedSource,
  Wide extends Integers = Integers,
>(source: Source, options: GoLambdaOptions<Wide> = {}): Promise<TypedGoLambda<Request, Response, Source, Wide>> {
  const lambda = createFunction<TypeOf<Request, Source, 'request', Wide>, TypeOf<Response, Source, 'response', Wide>>(
    source,
    options,
    workingDirectory(),
  )
  try {
    if (options.start === undefined) await lambda.start()
    else await lambda.prepare()
    return lambda
  } catch (error) {
    await lambda.stop()
    throw error
  }
}

/** A package or binary of this machine, whatever `USE_GO_LAMBDA_TARGETS` says; not started yet. `onInvocation` is told of every invocation. */
export function createGoLambda<Request = unknown, Response = unknown>(
  source: GoLambdaSource,
  options: GoLambdaOptions,
  onInvocation?: InvocationObserver,
): FunctionUnderTest<Request, Response> {
  return new FunctionUnderTest<Request, Response>(source, options, {
    ...workingDirectory(),
    ...(onInvocation !== undefined && { onInvocation }),
  })
}

function workingDirectory(): Place {
  const folder = process.cwd()
  return { from: folder, root: folder, watches: true, frameColumns: true, givesUpAfterFailedStart: false }
}
