import { parseArgs } from 'node:util'
import pkg from '../../package.json' with { type: 'json' }
import { errorMessage, isGoLambdaError } from '../failure/index.ts'
import { LambdaFunctionError, pingRunning } from '../harness/index.ts'
import { buildCommand } from './build-command.ts'
import { cacheCommand } from './cache-command.ts'
import { checkCommand } from './check-command.ts'
import type { FunctionArguments } from './function-options.ts'
import { gobDumpCommand } from './gob-dump-command.ts'
import { type InvokeArguments, invokeCommand } from './invoke-command.ts'
import { serveArguments } from './serve-arguments.ts'
import { type Streams, UsageError } from './streams.ts'
import { usage } from './usage.ts'
import { inWordsOfTheCommand } from './words.ts'

/** What a command ends with. */
export type ExitCode = 0 | 1 | 2 | 3

/**
 * The command, from its arguments (without node and script) to its exit code.
 * When `signal` aborts, what runs is stopped first; the caller then exits with the signal's own code.
 */
export async function main(argv: readonly string[], streams: Streams, signal: AbortSignal): Promise<ExitCode> {
  try {
    return await runCommand(argv, streams, signal)
  } catch (error) {
    if (signal.aborted) {
      streams.stderr.write(`use-go-lambda: ${errorMessage(signal.reason)}\n`)
      return 3
    }
    return report(error, streams)
  }
}

const options = {
  'timeout-ms': { type: 'string' },
  'init-timeout-ms': { type: 'string' },
  'client-context': { type: 'string' },
  env: { type: 'string', multiple: true },
  tags: { type: 'string' },
  flag: { type: 'string', multiple: true },
  'build-env': { type: 'string', multiple: true },
  out: { type: 'string' },
  runtime: { type: 'string' },
  arch: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  cors: { type: 'string', multiple: true },
  concurrency: { type: 'string' },
  watch: { type: 'boolean' },
  check: { type: 'boolean' },
  raw: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

async function runCommand(argv: readonly string[], streams: Streams, signal: AbortSignal): Promise<ExitCode> {
  const { values, positionals } = parse(argv)
  const [command, ...rest] = positionals
  refuseOptions(command, values)
  if (values.version) {
    streams.stdout.write(`${pkg.version}\n`)
  } else if (values.help || command === 'help') {
    streams.stdout.write(usage)
  } else if (command === 'ping') {
    await ping(rest, streams)
  } else if (command === 'build') {
    const { out, tags, flag = [], 'build-env': env = [] } = values
    return buildCommand({ packages: rest, out, tags, flags: flag, env }, streams, signal)
  } else if (command === 'check') {
    const { runtime, arch, json = false } = values
    return checkCommand({ paths: rest, runtime, arch, json }, streams, signal)
  } else if (command === 'serve') {
    const given = serveArguments(rest, values, functionArguments(values))
    const { serveCommand } = await import('./serve-command.ts') // the others are spared what it needs
    return serveCommand(given, streams, signal)
  } else if (command === 'types') {
    const { out, check = false, watch = false } = values
    const { typesCommand } = await import('./types-command.ts') // the others are spared what it needs
    return typesCommand({ packages: rest, out, check, watch }, streams, signal)
  } else if (command === 'cache') {
    return cacheCommand(rest, streams)
  } else if (command === 'gob') {
    return gobDumpCommand(rest, streams, signal)
  } else if (command === 'invoke') {
    await invokeCommand(invokeArguments(values, rest), streams, signal)
  } else {
    throw new UsageError(command === undefined ? 'no command given' : `there is no command ${JSON.stringify(command)}`)
  }
  return 0
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(explainParse(error as NodeJS.ErrnoException))
  }
}

/** Options that a command takes; all of them stand in one table for the parser. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  invoke: ['timeout-ms', 'init-timeout-ms', 'client-context', 'env', 'tags', 'raw', 'json'],
  check: ['runtime', 'arch', 'json'],
  build: ['out', 'tags', 'flag', 'build-env'],
  serve: ['port', 'host', 'cors', 'concurrency', 'watch', 'timeout-ms', 'init-timeout-ms', 'env', 'tags'],
  types: ['out', 'check', 'watch'],
  ping: [],
  gob: [],
  cache: [],
}

/** What would have no effect is a mistake. */
function refuseOptions(command: string | undefined, values: object): void {
  const known = command === undefined ? undefined : optionsOf[command]
  if (known === undefined) return
  const stranger = Object.keys(values).find((name) => name !== 'help' && name !== 'version' && !known.includes(name))
  if (stranger === undefined) return
  throw new UsageError(`${command} takes no --${stranger}`)
}

/** Node's own words, but for what a payload makes of itself. */
function explainParse({ code, message }: NodeJS.ErrnoException): string {
  if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return message
  const option = /'([^']*)'/.exec(message)?.[1] ?? ''
  return `there is no option ${option}; a payload that begins with - goes behind --`
}

function invokeArguments(values: ReturnType<typeof parse>['values'], rest: readonly string[]): InvokeArguments {
  const [target, payload, extra] = rest
  if (target === undefined) throw new UsageError('invoke takes a port, a package folder or a binary')
  if (extra !== undefined) {
    throw new UsageError(`one argument too many: ${JSON.stringify(extra)} (put the payload in quotes: '{"a": 1}')`)
  }
  if (values.raw && values.json) throw new UsageError('--raw and --json exclude each other')
  return {
    ...functionArguments(values),
    target,
    payload,
    clientContext: values['client-context'],
    raw: values.raw ?? false,
    json: values.json ?? false,
  }
}

function functionArguments(values: ReturnType<typeof parse>['values']): FunctionArguments {
  return {
    timeoutMs: milliseconds('--timeout-ms', values['timeout-ms']),
    initTimeoutMs: milliseconds('--init-timeout-ms', values['init-timeout-ms']),
    env: values.env ?? [],
    tags: values.tags,
  }
}

/** AWS's own bounds. */
function milliseconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= 900_000) return value
  throw new UsageError(`${name} takes milliseconds from 1 to 900000, not ${JSON.stringify(text)}`)
}

async function ping(rest: readonly string[], streams: Streams): Promise<void> {
  const [port, extra] = rest
  if (port === undefined || extra !== undefined || !/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new UsageError('ping takes a port, a number from 1 to 65535')
  }
  const tookMs = await pingRunning(Number(port))
  streams.stdout.write(`a Go Lambda function answers on port ${port} (${tookMs.toFixed(1)} ms)\n`)
}

function report(error: unknown, { stderr }: Streams): ExitCode {
  if (error instanceof UsageError) {
    stderr.write(`use-go-lambda: ${error.message}\nuse-go-lambda --help shows how it is used\n`)
    return 2
  }
  if (error instanceof LambdaFunctionError) {
    if (error.invocation.logs !== '') stderr.write(endLine(error.invocation.logs))
    stderr.write(`${JSON.stringify(error.toAwsJson())}\n`)
    return 1
  }
  if (isGoLambdaError(error)) {
    stderr.write(`${error.name}: ${inWordsOfTheCommand(error.message)}\n`)
    return exitCodes[error.code] ?? 3
  }
  stderr.write(`${(error as Error | undefined)?.stack ?? String(error)}\n`)
  return 3
}

/** Where it is not 3: the line broke in the midst of an invocation; what was asked for cannot be (`--env _HANDLER=x`). */
const exitCodes: Readonly<Record<string, ExitCode>> = { LAMBDA_CONNECTION: 1, LAMBDA_OPTION: 2, LAMBDA_PAYLOAD_SIZE: 2 }

function endLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
