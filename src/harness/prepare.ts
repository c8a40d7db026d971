import { realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realNow } from '../clock/index.ts'
import { buildPackage, type ResolvedPackage, recordUse, resolvePackage } from '../toolchain/index.ts'
import { binariesFolder } from './binaries-folder.ts'
import { describe, type GoLambdaOptions, type GoLambdaSource, isFileUrl, LambdaOptionError } from './options.ts'
import type { Surroundings } from './surroundings.ts'
import { type TransportKind, transportOf, withoutRpc } from './transport-of.ts'

/** A binary that can be spawned. */
export interface Prepared {
  readonly binary: string
  /** How messages name the function: as the user wrote it. */
  readonly label: string
  /** The package's folder, or the binary's: the function's working directory unless `cwd` says otherwise. */
  readonly directory: string
  /** AWS_LAMBDA_FUNCTION_NAME unless `functionName` says otherwise. */
  readonly name: string
  /** What it speaks, as far as the file and its build tell. */
  readonly transport: TransportKind
  /** Whether it speaks net/rpc is not known for certain. */
  readonly mayLackRpc?: boolean
  /** Says that it is in use still: to be called with every start. */
  readonly used?: () => void
}

/**
 * How messages name a source before it is found.
 *
 * @throws {LambdaOptionError} for what is no source.
 */
export function sourceLabel(source: GoLambdaSource): string {
  if (typeof source === 'string' && source.trim() !== '') return source
  if (isFileUrl(source)) return fileURLToPath(String(source))
  if (typeof source !== 'object' || source === null) throw notASource(source)
  const built = 'zip' in source ? source.zip : 'binary' in source ? source.binary : undefined
  if (typeof built !== 'string' && !isFileUrl(built)) throw notASource(source)
  return sourceLabel(built)
}

/** The function's name, as far as the path alone tells: `.` and import paths are only known when they are found. */
export function sourceName(source: GoLambdaSource, from: string): string {
  const path = resolve(from, toPath(sourceLabel(source)))
  if (typeof source === 'object' && 'zip' in source) return basename(path).replace(/\.zip$/i, '')
  return typeof source === 'object' && 'binary' in source ? binaryName(bootstrapIn(path)) : basename(path)
}

/** Finds and builds the package, or checks the binary's header; gives up a build when `signal` aborts. */
export async function prepare(
  source: GoLambdaSource,
  options: GoLambdaOptions,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Prepared> {
  if (typeof source === 'object' && !isFileUrl(source)) return prepareBuilt(source, surroundings, signal)
  let found: ResolvedPackage
  try {
    found = await resolvePackage(source, surroundings)
  } catch (error) {
    const folder = bootstrapFolder(source, surroundings)
    if (folder === undefined) throw error
    return prepareBuilt({ binary: folder }, surroundings, signal, sourceLabel(source))
  }
  if (surroundings.usedBy !== undefined) {
    recordUse(surroundings.runFolder, { testFile: surroundings.usedBy, dir: found.dir, ...options.build })
  }
  const binary = await binaryOf(found, options, surroundings, signal)
  return {
    binary,
    label: found.label,
    directory: found.dir,
    name: basename(found.dir),
    transport: isWithoutRpc(options) ? 'runtime-api' : 'rpc',
    mayLackRpc: true,
  }
}

/** As far as the options tell, and GOFLAGS; what else there is tells the start. */
function isWithoutRpc({ build }: GoLambdaOptions): boolean {
  if (build?.tags !== undefined) return build.tags.some((tags) => tags.split(/[ ,]/).includes(withoutRpc))
  const flags =
    build?.flags?.findLast((flag) => /^--?tags=/.test(flag)) ?? build?.env?.['GOFLAGS'] ?? process.env['GOFLAGS']
  const tags = /(?:^|\s)--?tags=(\S*)/.exec(flags ?? '')?.[1] ?? ''
  return tags.split(',').includes(withoutRpc)
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

/** A program, the folder of a `bootstrap`, or a zip, which is unpacked into the cache folder. */
async function prepareBuilt(
  source: { readonly binary: string | URL } | { readonly zip: string | URL },
  { from, root, cacheFolder }: Surroundings,
  signal: AbortSignal,
  named?: string,
): Promise<Prepared> {
  const path = toPath('zip' in source ? source.zip : source.binary)
  const places = path.startsWith('/') ? [path] : upwards(from, root).map((folder) => resolve(folder, path))
  const found = places.find(exists) ?? places.at(-1) ?? path
  const label = named ?? relativeLabel(path, found)
  const artifact = await import('../artifact/index.ts') // seldom needed
  const unpacked = 'zip' in source ? await artifact.unpackArtifact(found, cacheFolder, signal) : undefined
  const binary = unpacked?.bootstrap ?? bootstrapIn(found)
  await artifact.assertRunnable(binary).catch((error) => {
    throw 'zip' in source ? artifact.ofZip(error, found) : error
  })
  const transport = await transportOf(binary)
  const name = 'zip' in source ? basename(found).replace(/\.zip$/i, '') : binaryName(binary)
  const used = unpacked && { used: () => artifact.renewUnpacked(unpacked.folder, realNow()) }
  return { binary, label, directory: dirname(binary), name, transport, ...used }
}

/** A path that names no package may be the folder of a `bootstrap`. */
function bootstrapFolder(source: string | URL, { from, root }: Surroundings): string | undefined {
  const path = toPath(source)
  const places = path.startsWith('/') ? [path] : upwards(from, root).map((folder) => resolve(folder, path))
  return places.find((place) => exists(join(place, 'bootstrap')))
}

/** Of a folder that is deployed as it is the program that AWS starts. */
function bootstrapIn(path: string): string {
  const bootstrap = join(path, 'bootstrap')
  return exists(bootstrap) ? bootstrap : path
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
    "give the package's folder ('./cmd/fn'), a file: URL, { binary: 'dist/bootstrap' } or { zip: 'function.zip' }",
  )
}
