import type { GoLambdaOptions } from '../harness/index.ts'
import { UsageError } from './streams.ts'

/** What the command line says of how a function is built and started. */
export interface FunctionArguments {
  readonly timeoutMs: number | undefined
  readonly initTimeoutMs: number | undefined
  readonly env: readonly string[]
  readonly tags: string | undefined
}

/** @throws {UsageError} */
export function functionOptions(given: FunctionArguments): GoLambdaOptions {
  const { timeoutMs, initTimeoutMs, env, tags } = given
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(initTimeoutMs !== undefined && { initTimeoutMs }),
    ...(tags !== undefined && { build: { tags: tags.split(',').filter((tag) => tag !== '') } }),
    ...(env.length > 0 && { env: Object.fromEntries(env.map(parseVariable)) }),
  }
}

function parseVariable(variable: string): [string, string] {
  const equals = variable.indexOf('=')
  if (equals < 1) throw new UsageError(`--env takes NAME=VALUE, not ${JSON.stringify(variable)}`)
  return [variable.slice(0, equals), variable.slice(equals + 1)]
}
