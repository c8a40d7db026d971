import { join } from 'node:path'
import type { FunctionTypes, GoTypes, Handler } from '../../src/types/go-types.ts'
import { type HandlerCase, handlersFolder } from './handler-cases.ts'

/** What was read of a function of test/lambdas/types. */
export function typesOf(types: GoTypes, name: string): FunctionTypes {
  const found = types.functions.find(({ dir }) => dir === join(handlersFolder, name))
  if (found === undefined) throw new Error(`${name} is not among the types`)
  return found
}

/**
 * The handler that was read for one that Go was given.
 *
 * @param runtimeName as Go's runtime has it, of the program that `buildHandlers` makes; asked only where there are several.
 */
export function foundHandler(types: GoTypes, { name }: HandlerCase, runtimeName: string | undefined): Handler {
  const { handlers } = typesOf(types, name)
  const [only, ...others] = handlers
  // Of a function literal of the package, Go 1.21 says glob..func1.
  const goName = runtimeName?.replace(`lambdas/types/${name}.`, '').replace(/^glob\.\./, 'init.')
  const found = others.length === 0 ? only : handlers.find((handler) => handler.name === `main.${goName}`)
  if (found === undefined) throw new Error(`${name}: ${goName} is not among ${handlers.map((one) => one.name)}`)
  return found
}
