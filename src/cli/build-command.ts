import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { systemOf } from '../artifact/index.ts'
import { errorCode } from '../failure/index.ts'
import { runFolder, usableCacheFolder } from '../harness/index.ts'
import { beginRun, endRun, functionsInTests, type NamedFunction, testFilesBelow } from '../run/index.ts'
import { resolvePackage, shareBuilds } from '../toolchain/index.ts'
import { bytesText } from './bytes-text.ts'
import { type Streams, UsageError } from './streams.ts'
import { inWordsOfTheCommand } from './words.ts'

export interface BuildArguments {
  readonly packages: readonly string[]
  readonly out: string | undefined
  readonly tags: string | undefined
  readonly flags: readonly string[]
  readonly env: readonly string[]
}

const timeoutMs = 3_600_000

/** Carries out `use-go-lambda build`: 3 where one package could not be built, and then nothing is written. */
export async function buildCommand(given: BuildArguments, streams: Streams, signal: AbortSignal): Promise<0 | 3> {
  const { out } = given
  if (out === undefined || out === '') throw new UsageError('build takes --out and the folder for the binaries')
  refuseUnwritable(out)
  const functions = given.packages.length > 0 ? await named(given) : await inTests(given, streams)
  beginRun({ ahead: false })
  try {
    const cacheFolder = usableCacheFolder()
    const folders = { cacheFolder, runFolder: runFolder(cacheFolder) }
    const asked = functions.map((one) => ({ ...one, ...folders }))
    const root = process.cwd()
    const { built, failures } = await shareBuilds(asked, { folder: resolve(out), root, systemOf, timeoutMs, signal })
    for (const { name, message } of failures) streams.stderr.write(`${name}: ${inWordsOfTheCommand(message)}\n`)
    if (failures.length > 0) return 3
    for (const { label, options, system, bytes, file } of built) {
      const how = options === '' ? '' : ` ${options}`
      streams.stdout.write(`${label}${how}: ${relative(root, resolve(out, file))} (${system}, ${bytesText(bytes)})\n`)
    }
    return 0
  } finally {
    await endRun()
  }
}

/** Told before the build, which may take minutes; nothing is made yet. */
function refuseUnwritable(out: string): void {
  let place = resolve(out)
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place)
  if (!statSync(place).isDirectory()) throw new UsageError(`--out ${out}: ${place} is not a folder`)
  try {
    accessSync(place, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new UsageError(`--out ${out}: ${place} cannot be written to (${errorCode(error)})`)
  }
}

async function named({ packages, tags, flags, env }: BuildArguments): Promise<NamedFunction[]> {
  const place = { from: process.cwd(), root: process.cwd() }
  const build = {
    ...(tags !== undefined && { tags: tags.split(',').filter((tag) => tag !== '') }),
    ...(flags.length > 0 && { flags }),
    ...(env.length > 0 && { env: Object.fromEntries(env.map(variable)) }),
  }
  const found = new Map<string, NamedFunction>()
  for (const path of packages) {
    const { dir, label } = await resolvePackage(path, place)
    found.set(dir, { dir, label, ...build })
  }
  return [...found.values()]
}

/** Their suites' own options are read with them, so none can be given. */
async function inTests({ tags, flags, env }: BuildArguments, { stderr }: Streams): Promise<readonly NamedFunction[]> {
  const given = [tags !== undefined && '--tags', flags.length > 0 && '--flag', env.length > 0 && '--build-env']
  const option = given.find((name) => name !== false)
  if (option !== undefined) {
    throw new UsageError(`${option} belongs to a package: name it, or leave the option to what the test files say`)
  }
  const root = process.cwd()
  const files = await testFilesBelow([root], Number.POSITIVE_INFINITY)
  const { functions, unread } = await functionsInTests(files, root)
  for (const call of unread) stderr.write(`use-go-lambda: not built, name its package if a suite needs it: ${call}\n`)
  if (functions.length > 0) return functions
  const count = files.length === 1 ? '1 test file' : `${files.length} test files`
  throw new UsageError(
    `${count} below ${root} name no function that can be built: name the packages (build ./cmd/fn --out …)`,
  )
}

function variable(text: string): [string, string | undefined] {
  const equals = text.indexOf('=')
  if (equals === 0 || text === '') throw new UsageError(`--build-env takes NAME=VALUE, not ${JSON.stringify(text)}`)
  return equals === -1 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
}
