import { type Dirent, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { monotonicMs } from '../clock/index.ts'
import { errorCode } from '../failure/index.ts'
import { cacheFolder } from './cache-folder.ts'
import { findGo } from './find-go.ts'
import { foldersUpwards } from './folders-upwards.ts'
import { runGo } from './go-command.ts'
import { goEnvironment } from './go-environment.ts'
import { GoNotFoundError } from './go-not-found-error.ts'
import { folderOfImportPath } from './import-path.ts'
import { isWithin } from './is-within.ts'
import { PackageNotFoundError } from './package-not-found-error.ts'

export interface ResolvePackageOptions {
  /** The folder that relative paths start from: the test file's, or the working directory. */
  readonly from: string
  /** The last folder looked at on the way up: the runner's root. */
  readonly root: string
  /** For `go list`; default: `process.env`. */
  readonly env?: NodeJS.ProcessEnv
  /**
   * For who looks again and again: what `go list` has answered is taken for so long, while the files of the package are
   * (or are not) there as it says; default: 0, it is asked each time.
   */
  readonly answersForMs?: number
}

/** A folder that holds Go files. */
export interface ResolvedPackage {
  /** Absolute; links in it are kept. */
  readonly dir: string
  /** For messages: relative to the root where it is inside, else as it was given. */
  readonly label: string
  /** Where it was found by its import path. */
  readonly importPath?: string
}

const LIST_TIMEOUT_MS = 60_000

/**
 * Finds the package that a user means.
 *
 * A relative path (`./cmd/fn`, `cmd/fn`, `../fn`): from the folder `from` upwards to `root`, both included, the first
 * folder of that name that holds a `.go` file (not only tests). Absolute paths and `file:` URLs are taken as they are. Without `./`, where
 * no such folder is found, it may be the import path of a package of the module around `from`, asked of `go list`.
 *
 * @throws {PackageNotFoundError} listing every place looked at.
 */
export async function resolvePackage(path: string | URL, options: ResolvePackageOptions): Promise<ResolvedPackage> {
  const root = resolve(options.root)
  // Not by instanceof: a Jest sandbox has a URL class of its own.
  const given = typeof path !== 'string' || path.startsWith('file:') ? fileURLToPath(String(path)) : path
  const places = isAbsolute(given)
    ? [resolve(given)]
    : foldersUpwards(options.from, root).map((at) => resolve(at, given))
  const seen: string[] = []
  for (const place of new Set(places)) {
    const found = await lookAt(place)
    if (found === undefined) return { dir: place, label: labelOf(place, root) }
    if (found.isGoFile) {
      throw new PackageNotFoundError([place], {
        reason: `${given} is a Go file, and a package is a folder`,
        nextStep: `give its folder: ${given === place ? dirname(given) : prefixed(dirname(given))}`,
      })
    }
    seen.push(`${place}: ${found.reason}`)
  }
  const importPath = /^[\w~][\w.~/-]*$/.test(given) ? given.replace(/\/+$/, '') : undefined
  if (importPath !== undefined) {
    const answer = await askGoList(importPath, options)
    if ('dir' in answer) return { dir: answer.dir, label: importPath, importPath }
    seen.push(`go list ${importPath}: ${answer.reason}`)
  }
  throw new PackageNotFoundError(places, {
    reason: isAbsolute(given)
      ? `no Go package at ${given}`
      : `no Go package ${given} from ${resolve(options.from)} up to ${root} (${seen.length} ${seen.length === 1 ? 'place' : 'places'} looked at)`,
    evidence: seen,
    nextStep: isAbsolute(given)
      ? 'give the folder that holds the Go files of package main'
      : 'give the folder of package main, relative to the folder of the test file or to one above it, or its absolute path',
  })
}

interface NotAPackage {
  readonly reason: string
  readonly isGoFile?: boolean
}

/** `undefined` where it is a folder that holds a Go file that is not a test. */
async function lookAt(place: string): Promise<NotAPackage | undefined> {
  let entries: Dirent[]
  try {
    entries = await readdir(place, { withFileTypes: true })
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOTDIR' && place.endsWith('.go') && isFile(place)) return { reason: 'a Go file', isGoFile: true }
    if (code === 'ENOTDIR' && isFile(place))
      return { reason: 'a file, not a folder (for a binary that is already built give { binary })' }
    if (code === 'ENOENT' || code === 'ENOTDIR') return { reason: 'no such folder' }
    return { reason: `cannot be read (${code})` }
  }
  // Go ignores names that begin with _ or a dot. A link to a file counts, a folder named x.go does not.
  const goFiles = entries.filter(({ name }) => /^[^_.].*\.go$/.test(name) && !isFolder(join(place, name)))
  if (goFiles.length === 0) return { reason: 'a folder without Go files' }
  if (goFiles.every(({ name }) => name.endsWith('_test.go'))) {
    return { reason: `a folder with only test files (${goFiles.map(({ name }) => name).join(', ')})` }
  }
  return undefined
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function labelOf(dir: string, root: string): string {
  return isWithin(dir, root) ? prefixed(relative(root, dir)) : dir
}

function prefixed(path: string): string {
  return path.startsWith('.') ? path : `./${path}`
}

type ListAnswer = { readonly dir: string } | { readonly reason: string }

const answers = new Map<string, { readonly answer: ListAnswer; readonly at: number }>()

async function askGoList(importPath: string, options: ResolvePackageOptions): Promise<ListAnswer> {
  const { from, answersForMs = 0 } = options
  const key = JSON.stringify([importPath, resolve(from)])
  const known = answers.get(key)
  if (
    known !== undefined &&
    monotonicMs() - known.at < answersForMs &&
    (await isStillSo(known.answer, importPath, from))
  ) {
    return known.answer
  }
  const answer = await goList(importPath, options)
  if (answersForMs > 0) answers.set(key, { answer, at: monotonicMs() })
  return answer
}

/** Whether the package that was found is there, or none has come in the module around. */
async function isStillSo(answer: ListAnswer, importPath: string, from: string): Promise<boolean> {
  const isFound = 'dir' in answer
  const dir = isFound ? answer.dir : folderOfImportPath(importPath, resolve(from))
  return isFound === (dir !== undefined && (await lookAt(dir)) === undefined)
}

/** Go's own packages are not meant: `cmd/api` is one of them, and may be a misspelt folder. */
async function goList(importPath: string, { from, env = process.env }: ResolvePackageOptions): Promise<ListAnswer> {
  let go: string
  try {
    go = await findGo(env)
  } catch (error) {
    if (!(error instanceof GoNotFoundError)) throw error
    const dir = folderOfImportPath(importPath, resolve(from))
    if (dir !== undefined && (await lookAt(dir)) === undefined) return { dir }
    return { reason: 'not asked, there is no go command' }
  }
  const { exitCode, stdout, stderr, timedOut } = await runGo({
    go,
    args: ['list', '-find', '-f', '{{.Standard}} {{.Dir}}', '--', importPath],
    cwd: resolve(from),
    env: goEnvironment(env, {}, cacheFolder(env)),
    timeoutMs: LIST_TIMEOUT_MS,
  })
  if (timedOut) return { reason: `no answer within ${LIST_TIMEOUT_MS} ms` }
  const [standard, dir] = (stdout[0] ?? '').split(/ (.*)/)
  if (exitCode === 0 && standard === 'false' && dir) return { dir }
  if (standard === 'true') return { reason: "a package of Go's own" }
  return { reason: stderr.filter((line) => !line.startsWith('go: downloading')).join(' ') || `exit code ${exitCode}` }
}
