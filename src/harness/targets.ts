import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorCode, errorMessage } from '../failure/index.ts'
import { type FunctionArn, readFunctionArn } from '../remote/index.ts'
import { foldersUpwards } from '../toolchain/index.ts'
import { describe, type GoLambdaSource, isPlain, LambdaOptionError, wantedArn } from './options.ts'
import { sourceLabel } from './prepare.ts'

/** What is tested in place of what a suite names; paths are absolute. */
export type Target =
  /** Nothing else: as it is written in the suite. */
  | { readonly kind: 'written' }
  /** A folder that holds Go files. */
  | { readonly kind: 'package'; readonly path: string }
  | { readonly kind: 'binary'; readonly path: string }
  | { readonly kind: 'zip'; readonly path: string }
  /** A folder that holds `bootstrap`, and no Go files. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'remote'; readonly arn: FunctionArn }

/** From where a suite names a function. */
export interface TargetPlace {
  readonly from: string
  readonly root: string
}

const variable = 'USE_GO_LAMBDA_TARGETS'
const written: Target = { kind: 'written' }

/**
 * What the file that `USE_GO_LAMBDA_TARGETS` names says of a function. Its keys are the paths of packages (or binaries) seen
 * from the runner's root: `{ "cmd/fn": "arn:aws:lambda:…" }`. Of the folders on the way up from the suite the first counts
 * that has an entry, unless one before it holds the package. A function without an entry is tested as written, and entries
 * that no suite asks for say nothing. Paths in the file are relative to its own folder.
 *
 * Read at once, where a suite is collected: `isRemote` is known then.
 *
 * @throws {LambdaOptionError} for a file that is not there or not of this form, and for a target that is not there.
 */
export function targetOf(source: GoLambdaSource, place: TargetPlace): Target {
  const named = process.env[variable]
  if (!named) return written
  const file = resolve(named)
  const entries = readEntries(file)
  const key = keyOf(source, place, entries)
  return key === undefined ? written : readTarget(entries.get(key), key, file)
}

/** Whether a package, found, is tested elsewhere; `false` also where the file cannot be read, which its suite says. */
export function isPointedElsewhere(dir: string, root: string): boolean {
  try {
    return targetOf(dir, { from: root, root }).kind !== 'written'
  } catch {
    return false
  }
}

type Entries = ReadonlyMap<string, unknown>

function readEntries(file: string): Entries {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new LambdaOptionError(
      `${variable} names ${file}, which cannot be read (${errorCode(error) ?? errorMessage(error)})`,
      `let it name a file of JSON as ${example}, or unset it to test functions as suites name them`,
    )
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new LambdaOptionError(`${file}, which ${variable} names, is no JSON: ${errorMessage(error)}`, form)
  }
  if (!isPlain(value)) throw new LambdaOptionError(`${file}, which ${variable} names, holds ${kindOf(value)}`, form)
  const entries = new Map(Object.entries(value))
  for (const [key, target] of entries) if (pathIn(target) === undefined) throw wrong(file, key, target)
  return entries
}

const example = '{ "cmd/fn": "dist/fn/bootstrap" }'
const kinds = `a package's folder, a binary ({ "binary": PATH } or its path), a zip ({ "zip": PATH } or its path), a folder with bootstrap, or ${wantedArn}`
const form = `write an object from packages, seen from the runner's root, to what is tested in their place: ${example}`

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}

function wrong(file: string, key: string, target: unknown): LambdaOptionError {
  return new LambdaOptionError(`${file}: ${JSON.stringify(key)} is pointed at ${describe(target)}`, `give it ${kinds}`)
}

/** What an entry names; `undefined` for one that is of no kind. */
function pathIn(target: unknown): { readonly as?: 'binary' | 'zip'; readonly path: string } | undefined {
  if (typeof target === 'string') return target.trim() === '' ? undefined : { path: target }
  if (!isPlain(target)) return undefined
  const [only, ...others] = Object.entries(target)
  if (only === undefined || others.length > 0) return undefined
  const [as, path] = only
  if ((as !== 'binary' && as !== 'zip') || typeof path !== 'string' || path.trim() === '') return undefined
  return { as, path }
}

function keyOf(source: GoLambdaSource, { from, root }: TargetPlace, entries: Entries): string | undefined {
  const label = sourceLabel(source)
  const path = label.startsWith('file:') ? fileURLToPath(label) : label
  const isPackage = !(typeof source === 'object' && 'binary' in source)
  // As packages are looked for.
  for (const folder of foldersUpwards(from, root)) {
    const candidate = resolve(folder, path)
    for (const key of entries.keys()) if (resolve(root, key) === candidate) return key
    if (isPackage ? holdsGo(candidate) : isFile(candidate)) return undefined
  }
  // The import path of a package of the module.
  return entries.has(path) ? path : undefined
}

function readTarget(target: unknown, key: string, file: string): Target {
  const { as, path: given } = pathIn(target) ?? { path: '' }
  if (as === undefined && given.startsWith('arn:')) {
    const arn = readFunctionArn(given)
    if (arn === undefined) throw wrong(file, key, target)
    return { kind: 'remote', arn }
  }
  const path = resolve(dirname(file), given.startsWith('file:') ? fileURLToPath(given) : given)
  const stats = statSync(path, { throwIfNoEntry: false })
  const refuse = (what: string) =>
    new LambdaOptionError(
      `${file}: ${JSON.stringify(key)} is pointed at ${given}, and ${path} ${what}`,
      `give it ${kinds}; a path is relative to the folder of that file`,
    )
  if (stats === undefined) throw refuse('is not there')
  if (stats.isFile()) return { kind: as ?? (path.endsWith('.zip') ? 'zip' : 'binary'), path }
  if (as !== undefined) throw refuse(`is no file`)
  if (holdsGo(path)) return { kind: 'package', path }
  if (isFile(join(path, 'bootstrap'))) return { kind: 'folder', path }
  throw refuse('holds neither Go files nor bootstrap')
}

/** Go ignores names that begin with _ or a dot. */
function holdsGo(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => /^[^_.].*\.go$/.test(name))
  } catch {
    return false
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
