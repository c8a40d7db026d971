import { isGoLambdaError } from '../failure/index.ts'
import { createGoLambda, type InvocationObserver, unlessAborted } from '../harness/index.ts'
import { type Endpoint, startEndpoint } from '../invoke-api/index.ts'
import { beginRun, endRun, GoWatch } from '../run/index.ts'
import { type FunctionArguments, functionOptions } from './function-options.ts'
import { invocationText, noteText, servedText } from './serve-lines.ts'
import { type FoundSource, foundSources } from './serve-sources.ts'
import { ServedFunction } from './served-function.ts'
import { type Streams, UsageError } from './streams.ts'
import { inWordsOfTheCommand } from './words.ts'

export interface ServeArguments extends FunctionArguments {
  readonly functions: readonly string[]
  readonly port: number | undefined
  readonly host: string | undefined
  readonly cors: readonly string[]
  readonly concurrency: number | undefined
  readonly watch: boolean
}

/** That of `sam local start-lambda`, so that what was written for it works; the ports below are those of web servers. */
const defaultPort = 3001
/** How many invocations of one function there may be at a time: each environment is started when it is needed. */
const defaultConcurrency = 10

/**
 * Carries out `use-go-lambda serve`: it ends when `signal` aborts, with everything stopped before this rejects, or with 3
 * where a function could not be built.
 */
export async function serveCommand(given: ServeArguments, streams: Streams, signal: AbortSignal): Promise<3> {
  if (given.functions.length === 0) throw new UsageError('serve takes packages or binaries')
  const sources = await foundSources(given.functions)
  if (given.watch && sources.every(({ dir }) => dir === undefined)) {
    throw new UsageError('--watch is for packages: a binary is not built here')
  }
  const functions = servedFunctions(given, sources, streams)
  const stop = () => void Promise.all(functions.map((one) => one.stop())).catch(() => undefined) // asked again below
  beginRun({ ahead: false })
  try {
    signal.addEventListener('abort', stop, { once: true })
    return await serve(given, { sources, functions, streams, signal })
  } finally {
    signal.removeEventListener('abort', stop)
    await Promise.all(functions.map((one) => one.stop()))
    await endRun()
  }
}

interface Serving {
  readonly sources: readonly FoundSource[]
  readonly functions: readonly ServedFunction[]
  readonly streams: Streams
  readonly signal: AbortSignal
}

async function serve(given: ServeArguments, serving: Serving): Promise<3> {
  const { sources, functions, streams, signal } = serving
  const watch = given.watch ? watchOf(given, serving) : undefined
  let endpoint: Endpoint | undefined
  try {
    // First: what changes while it is built is seen.
    await unlessAborted(watch?.learn() ?? Promise.resolve(), signal)
    const built = await unlessAborted(Promise.all(functions.map((one) => build(one, streams))), signal)
    if (watch === undefined && built.includes(false)) return 3
    endpoint = await open(given, functions, streams)
    const isOpen = given.host !== undefined && !/^(127\.|::1$)/.test(given.host)
    streams.stdout.write(servedText(endpoint.url, sources, { isOpen, watches: given.watch }))
    return await unlessAborted(new Promise<never>(() => undefined), signal)
  } finally {
    watch?.close()
    await endpoint?.stop()
  }
}

function servedFunctions(
  given: ServeArguments,
  sources: readonly FoundSource[],
  { stdout }: Streams,
): readonly ServedFunction[] {
  const options = { concurrency: given.concurrency ?? defaultConcurrency, ...functionOptions(given) }
  return sources.map(({ functionName, source }) => {
    const observe: InvocationObserver = () => () => (end) => {
      stdout.write(invocationText(functionName, end, new Date()))
    }
    return new ServedFunction(functionName, () => createGoLambda(source, { ...options, functionName }, observe))
  })
}

/** Whether it was built; else it was said why. */
async function build(served: ServedFunction, { stderr }: Streams): Promise<boolean> {
  try {
    await served.build()
    return true
  } catch (error) {
    // Given up: the command ends, or a newer build has overtaken it.
    if (isGoLambdaError(error, 'LAMBDA_STOPPED')) return false
    const { name, message } = error as Error
    stderr.write(`${name}: ${inWordsOfTheCommand(message)}\n`)
    return false
  }
}

async function open(
  given: ServeArguments,
  functions: readonly ServedFunction[],
  { stdout }: Streams,
): Promise<Endpoint> {
  const { functionUrls } = await import('../function-url/index.ts') // only here
  const byName = (name: string) => functions.find(({ functionName }) => functionName === name)
  return startEndpoint(byName, {
    port: given.port ?? defaultPort,
    onlyPort: given.port !== undefined,
    host: given.host,
    holdsProcess: true,
    answerUrl: functionUrls({
      // A browser writes the name of a host in small letters.
      find: (name) => byName(name) ?? functions.find(({ functionName }) => functionName.toLowerCase() === name),
      origins: given.cors,
      onFault: (name, fault) => stdout.write(noteText(name, fault, new Date())),
      now: () => new Date(),
    }),
  })
}

/** Builds anew what a changed file belongs to. */
function watchOf(given: ServeArguments, { sources, functions, streams }: Serving): GoWatch {
  const chosen = functionOptions(given).build ?? {}
  const uses = sources.flatMap(({ dir, functionName }) =>
    dir === undefined ? [] : [{ testFile: functionName, dir, ...chosen }],
  )
  return new GoWatch({
    uses: () => uses,
    rerun: (names) => {
      for (const served of functions.filter(({ functionName }) => names.includes(functionName))) {
        void rebuild(served, streams)
      }
    },
  })
}

async function rebuild(served: ServedFunction, streams: Streams): Promise<void> {
  if (await build(served, streams)) {
    streams.stdout.write(noteText(served.functionName, 'built anew', new Date()))
  }
}
