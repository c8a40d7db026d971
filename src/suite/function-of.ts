import { dirname } from 'node:path'
import {
  createFunction,
  type GoLambdaOptions,
  type GoLambdaSource,
  type InvocationObserver,
  type TestedFunction,
} from '../harness/index.ts'
import { rootFolder } from './root-folder.ts'
import type { Runner } from './runner.ts'

/** The function of a suite, found from the test file upwards. Nothing is built or started yet. */
export function functionOf<Request, Response>(
  runner: Runner,
  source: GoLambdaSource,
  options: GoLambdaOptions,
  onInvocation: InvocationObserver,
): TestedFunction<Request, Response> {
  const file = runner.testFile()
  const from = file === undefined ? process.cwd() : dirname(file)
  return createFunction<Request, Response>(source, options, {
    from,
    root: rootFolder(from, runner.root()),
    watches: runner.watches(),
    frameColumns: runner.name === 'vitest',
    givesUpAfterFailedStart: true,
    testFile: file,
    onInvocation,
  })
}
