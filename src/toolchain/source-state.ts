import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { namesBelow, sourcesIn } from './fingerprint.ts'
import { isWithin } from './is-within.ts'
import type { BuildInputs } from './list-inputs.ts'
import { sha256 } from './sha256.ts'

/**
 * What a binary was made of, in a form that can be compared in another checkout. All paths are relative to the package's
 * folder, with `/`.
 */
export interface SourceState {
  /** The first 16 hex digits of the SHA-256 of each file; `null` of one that was not there, and would have mattered. */
  readonly files: Readonly<Record<string, string | null>>
  /** A Go file that is new in one of these counts, */
  readonly packages: readonly string[]
  /** and below one of these any file: it would be embedded. */
  readonly embedded: readonly string[]
  /** Made by the one who built, and not in a checkout (`.gitignore`): not compared. */
  readonly ignored: readonly string[]
}

const moduleFile = /^(?:go\.(?:mod|sum|work|work\.sum)|modules\.txt)$/

/** Takes the state of a package's sources. Go's own settings, and go.mod files above the module, are left out: they are the machine's. */
export async function sourceStateOf(dir: string, inputs: BuildInputs): Promise<SourceState> {
  const roots = inputs.files
    .filter((file) => /^go\.(?:mod|work)$/.test(basename(file)) && existsSync(file))
    .map(dirname)
  const within = (path: string, folders: readonly string[]) => folders.some((folder) => isWithin(path, folder))
  const relevant = inputs.files.filter(
    (file) => within(file, inputs.folders) || (moduleFile.test(basename(file)) && within(file, roots)),
  )
  const sources = inputs.folders.flatMap((folder) => (sourcesIn(folder) ?? []).map((name) => join(folder, name)))
  const below = inputs.embedFolders.flatMap((folder) => filesBelow(folder))
  const all = [...new Set([...relevant, ...sources, ...below])].sort()
  const ignored = await ignoredByGit(dir, [...all, ...inputs.embedFolders])
  const name = (path: string) => relative(dir, path).split(sep).join('/') || '.'
  return {
    files: Object.fromEntries(all.filter((path) => !ignored.has(path)).map((path) => [name(path), digestOf(path)])),
    packages: inputs.folders.map(name),
    embedded: inputs.embedFolders.filter((folder) => !ignored.has(folder)).map(name),
    ignored: [...ignored].map(name).sort(),
  }
}

/** What is otherwise in this checkout: `changed internal/a.go`, `new …`, `missing …`, with absolute paths. */
export function differences(state: SourceState, dir: string): { readonly how: string; readonly path: string }[] {
  const found: { how: string; path: string }[] = []
  const known = new Set([...Object.keys(state.files), ...state.ignored].map((name) => resolve(dir, name)))
  for (const [name, digest] of Object.entries(state.files)) {
    const path = resolve(dir, name)
    const now = digestOf(path)
    if (now === digest) continue
    found.push({ how: now === null ? 'missing' : digest === null ? 'new' : 'changed', path })
  }
  const here = [
    ...state.packages.flatMap((name) => (sourcesIn(resolve(dir, name)) ?? []).map((file) => resolve(dir, name, file))),
    ...state.embedded.flatMap((name) => filesBelow(resolve(dir, name))),
  ]
  for (const path of new Set(here)) if (!known.has(path) && digestOf(path) !== null) found.push({ how: 'new', path })
  return found
}

function filesBelow(folder: string): string[] {
  const paths = (namesBelow(folder) ?? []).map((name) => join(folder, name))
  const folders = new Set(paths.map(dirname))
  return paths.filter((path) => !folders.has(path))
}

function digestOf(path: string): string | null {
  try {
    return sha256(readFileSync(path)).slice(0, 16)
  } catch {
    return null
  }
}

/** Where there is no git, or no repository of it, nothing is. */
async function ignoredByGit(cwd: string, paths: readonly string[]): Promise<Set<string>> {
  const up = await git(cwd, ['rev-parse', '--show-cdup'], '')
  if (up === undefined) return new Set()
  // At a path outside of the repository git would give up.
  const inside = paths.filter((path) => isWithin(path, resolve(cwd, up.trim())))
  const answer = await git(cwd, ['check-ignore', '-z', '--stdin'], inside.map((path) => `${path}\0`).join(''))
  return new Set((answer ?? '').split('\0').filter((path) => path !== ''))
}

function git(cwd: string, args: readonly string[], input: string): Promise<string | undefined> {
  return new Promise((done) => {
    const child = execFile('git', args, { cwd, maxBuffer: 2 ** 28 }, (error, stdout) => {
      done(error === null ? stdout : undefined)
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}
