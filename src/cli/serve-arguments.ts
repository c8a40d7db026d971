import { isIP } from 'node:net'
import type { FunctionArguments } from './function-options.ts'
import { portNumber } from './port-number.ts'
import type { ServeArguments } from './serve-command.ts'
import { UsageError } from './streams.ts'

/** What the command line says besides the functions, as it was written. */
export interface ServeWords {
  readonly port?: string | undefined
  readonly host?: string | undefined
  readonly cors?: readonly string[] | undefined
  readonly concurrency?: string | undefined
  readonly watch?: boolean | undefined
}

const mostConcurrent = 1_000

/** @throws {UsageError} */
export function serveArguments(
  functions: readonly string[],
  { port, host, cors = [], concurrency, watch = false }: ServeWords,
  options: FunctionArguments,
): ServeArguments {
  if (host !== undefined && isIP(host) === 0) {
    throw new UsageError(`--host takes an address to listen on (0.0.0.0 for all), not ${JSON.stringify(host)}`)
  }
  const stranger = cors.find((origin) => origin !== '*' && !isOrigin(origin))
  if (stranger !== undefined) {
    throw new UsageError(
      `--cors takes an origin (https://app.example, without a path) or *, not ${JSON.stringify(stranger)}`,
    )
  }
  return {
    ...options,
    functions,
    port: port === undefined ? undefined : portNumber('--port takes', port),
    host,
    cors,
    concurrency: concurrency === undefined ? undefined : count('--concurrency', concurrency),
    watch,
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= mostConcurrent) return value
  throw new UsageError(`${name} takes a number from 1 to ${mostConcurrent}, not ${JSON.stringify(text)}`)
}
