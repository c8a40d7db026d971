import { formatFailure } from '../failure/index.ts'
import type { UseGoLambda, UseInvokeEndpoint } from '../suite/index.ts'
import type { goLambda as GoLambdaFixtureMaker } from './go-lambda-fixture.ts'
import type { goLambdaPlugin as GoLambdaPluginMaker } from './go-lambda-plugin.ts'

// What a bundler for browsers, and so Vitest's browser mode, is given for this door. It has the door's names, as a module
// that lacks one does not load, and nothing of Node. Each says what is wrong where it is called.

export const useGoLambda: UseGoLambda = () => refuse('useGoLambda', useGoLambda)
export const useInvokeEndpoint: UseInvokeEndpoint = () => refuse('useInvokeEndpoint', useInvokeEndpoint)
export const goLambda: typeof GoLambdaFixtureMaker = () => refuse('goLambda', goLambda)
export const goLambdaPlugin: typeof GoLambdaPluginMaker = () => refuse('goLambdaPlugin', goLambdaPlugin)

/** A plain error, which Vitest shows without what else a class of ours holds; it begins at the caller's line. */
function refuse(name: string, called: (...given: never[]) => unknown): never {
  const reason = `${name}() was called in a browser, which cannot start a function: it runs in Node, not in Vitest's browser mode`
  const nextStep = 'put this suite into a project without test.browser (test.projects of the configuration)'
  const error = Object.assign(new Error(formatFailure({ reason, nextStep })), { code: 'LAMBDA_OPTION' })
  error.name = 'LambdaOptionError'
  // Not every browser has it.
  Error.captureStackTrace?.(error, called)
  throw error
}
