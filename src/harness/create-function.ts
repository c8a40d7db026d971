import { readFunctionArn } from '../remote/index.ts'
import { FunctionUnderTest } from './function-under-test.ts'
import type { GoLambda } from './go-lambda.ts'
import { checkOptions, type GoLambdaOptions, type GoLambdaSource, LambdaOptionError } from './options.ts'
import { sourceLabel, sourceName } from './prepare.ts'
import { RemoteFunction } from './remote-function.ts'
import { type Place, surroundingsOf } from './surroundings.ts'
import { type Target, targetOf } from './targets.ts'
import type { Validation } from './validation.ts'

/** A function, wherever it runs, with what is done ahead of its first invocation. */
export interface TestedFunction<Request = unknown, Response = unknown> extends GoLambda<Request, Response> {
  prepare(): Promise<void>
}

/**
 * Makes the function that a suite names, or what it is pointed at: by `USE_GO_LAMBDA_TARGETS`, which is chosen for a run, before
 * option `target`, which stands in the suite. Nothing is built, started or called yet.
 *
 * @throws {LambdaOptionError}
 */
export function createFunction<Request, Response>(
  source: GoLambdaSource,
  options: GoLambdaOptions,
  place: Place,
): TestedFunction<Request, Response> {
  const label = sourceLabel(source)
  checkOptions(options)
  if (label.startsWith('arn:')) {
    throw new LambdaOptionError(
      `a function cannot be made of ${label} alone`,
      `name the package too, and the deployed function as its target: ('./cmd/fn', { target: '${label}' })`,
    )
  }
  const target = chosen(source, options, place)
  const at = { ...place, validation: validationOf(source, options, place) }
  // Whatever the file is called: the suite is the same.
  const named = () => ({ functionName: sourceName(source, place.from), ...options })
  switch (target.kind) {
    case 'written':
      return new FunctionUnderTest(source, options, at)
    case 'package':
      return new FunctionUnderTest(target.path, named(), at)
    case 'binary':
    case 'folder':
      return new FunctionUnderTest({ binary: target.path }, named(), at)
    case 'zip':
      return new FunctionUnderTest({ zip: target.path }, named(), at)
    case 'remote':
      return new RemoteFunction(label, options, at, target.arn)
  }
}

function chosen(source: GoLambdaSource, { target }: GoLambdaOptions, place: Place): Target {
  const pointed = targetOf(source, place)
  const arn = target === undefined ? undefined : readFunctionArn(target)
  return pointed.kind === 'written' && arn !== undefined ? { kind: 'remote', arn } : pointed
}

/** Of what the suite names, whatever runs in its place. Loaded only where it is asked for. */
function validationOf(source: GoLambdaSource, options: GoLambdaOptions, place: Place): Promise<Validation> | undefined {
  if (options.validate === undefined) return undefined
  const validation = import('./validation.ts').then(
    (loaded) => new loaded.Validation(source, options, sourceLabel(source), () => surroundingsOf(place)),
  )
  validation.catch(() => undefined) // told by who uses it
  return validation
}
