import { realpathSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPackage, type ResolvedPackage, recordUse, resolvePackage } from '../toolchain/index.ts'
import { binariesFolder } from './binaries-folder.ts'
import { describe, type GoLambdaOptions, type GoLambdaSource, isFileUrl, LambdaOptionError } from './options.ts'
import type { Surroundings } from './surroundings.ts'

/** A binary that can be spawned. */
export interface Prepared {
  readonly binary: string
  /** How messages name the function: as the user wrote it. */
  readonly label: string
  /** The package's folder, or the binary's: the function's working directory unless `cwd` says otherwise. */
  readonly directory: string
  /** AWS_LAMBDA_FUNCTION_NAME unless `functionName` says otherwise. */
  readonly name: string
}

/**
 * How messages name a source before it is found.
 *
 * @throws {LambdaOptionError} for what is no source.
 */
export function sourceLabel(source: GoLambdaSource): string {
  if (typeof source === 'string' && source.trim() !== '') return source
  if (isFileUrl(source)) return fileURLToPath(String(source))
  if (typeof source !== 'object' || source === null || !('binary' in source)) throw notASource(source)
  if (typeof source.binary !== 'string' && !isFileUrl(source.binary)) throw notASource(source)
  return sourceLabel(source.binary)
}

/** The function's name, as far as the path alone tells: `.` and import paths are only known when they are found. */
export function sourceName(source: GoLambdaSource, from: string): string {
  const path = resolve(from, toPath(sourceLabel(source)))
  return typeof source === 'object' && 'binary' in source ? binaryName(path) : basename(path)
}

/** Finds and builds the package, or checks the binary's header; gives up a build when `signal` aborts. */
export async function prepare(
  source: GoLambdaSource,
  options: GoLambdaOptions,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Prepared> {
  if (typeof source === 'object' && 'binary' in source) return prepareBinary(source.binary, surroundings)
  const found = await resolvePackage(source, surroundings)
  if (surroundings.usedBy !== undefined) {
    recordUse(surroundings.runFolder, { testFile: surroundings.usedBy, dir: found.dir, ...options.build })
  }
  const binary = await binaryOf(found, options, surroundings, signal)
  return { binary, label: found.label, directory: found.dir, name: basename(found.dir) }
}

/** Built here, or taken from where another machine's build lies. */
async function binaryOf(
  { dir, label }: ResolvedPackage,
  options: GoLambdaOptions,
  { cacheFolder, runFolder, freshness }: Surroundings,
  signal: AbortSignal,
): Promise<string> {
  const asked = { dir, label, cacheFolder, runFolder, freshness, ...options.build }
  const folder = binariesFolder()
  if (folder !== undefined) {
    const { sharedBinary } = await import('./shared-binary.ts')
    return sharedBinary({ ...asked, folder })
  }
  const timeout = options.buildTimeoutMs === undefined ? {} : { timeoutMs: options.buildTimeoutMs }
  return (await buildPackage({ ...asked, signal, ...timeout })).binary
}

async function prepareBinary(given: string | URL, { from, root }: Surroundings): Promise<Prepared> {
  const path = toPath(given)
  const places = path.startsWith('/') ? [path] : upwards(from, root).map((folder) => resolve(folder, path))
  const binary = places.find(exists) ?? places.at(-1) ?? path
  const { assertRunnable } = await import('../artifact/index.ts') // seldom needed
  await assertRunnable(binary)
  return { binary, label: relativeLabel(path, binary), directory: dirname(binary), name: binaryName(binary) }
}

/** `bootstrap` is AWS's own name for every function's binary: its folder says more. */
function binaryName(binary: string): string {
  const name = basename(binary)
  return name === 'bootstrap' ? basename(dirname(binary)) : name
}

function relativeLabel(given: string, binary: string): string {
  const short = relative(process.cwd(), binary)
  return given.startsWith('/') && !short.startsWith('..') ? short : given
}

/** From a folder up to another that holds it (else only itself): `/a/b/c`, `/a/b`, `/a`. */
function upwards(from: string, root: string): string[] {
  const folders = [from]
  for (let folder = from; folder !== root && dirname(folder) !== folder; ) {
    folder = dirname(folder)
    folders.push(folder)
  }
  return folders.includes(root) ? folders : [from]
}

function exists(path: string): boolean {
  try {
    realpathSync(path)
    return true
  } catch {
    return false
  }
}

function toPath(given: string | URL): string {
  return typeof given === 'string' && !given.startsWith('file:') ? given : fileURLToPath(String(given))
}

function notASource(value: unknown): LambdaOptionError {
  return new LambdaOptionError(
    `a function cannot be made of ${describe(value)}`,
    "give the package's folder ('./cmd/fn'), a file: URL, or { binary: 'dist/bootstrap' }",
  )
}
