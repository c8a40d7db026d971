import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import type { BuildInputs } from './list-inputs.ts'
import { sha256 } from './sha256.ts'

/** The state of everything that a binary was made of. Two that are equal make the same binary. */
export interface Fingerprint {
  readonly version: 1
  /** When it was taken: milliseconds since 1970. */
  readonly takenAt: number
  readonly files: readonly FileState[]
  /** Of folders the names that count. */
  readonly folders: readonly FolderState[]
  /** What is not read, only looked at. */
  readonly tools: readonly FileState[]
  readonly compiler: { readonly name: string; readonly path: string | null }
  readonly variables: Readonly<Record<string, string | null>>
}

/** `null` where there is no such file. */
type FileState = readonly [path: string, state: { readonly look: string; readonly sha256?: string } | null]
type FolderState = readonly [path: string, kind: 'go' | 'embed', names: string]

/** By these Go finds its own settings, and the folder by the name it was given. What else matters is in the build's key. */
const variables = ['HOME', 'PWD', 'XDG_CONFIG_HOME'] as const

/** A file that was written so shortly before it was read may have been written again with the same times. 2 s. */
const racyNs = 2_000_000_000n
/** The clock of a file system runs a little behind. 20 ms. */
const behindNs = 20_000_000n
/** More names than this below an embedded folder are not kept. */
const mostNames = 10_000

/** Files that go build may read in a package's folder. */
const source = /^(?![_.]).*\.(?:go|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx|syso)$|^default\.pgo$/
const testSource = /_test\.go$/

/** Whether go build may read a file of this path where it lies in a package's folder. */
export function isSource(path: string): boolean {
  const name = basename(path)
  return source.test(name) && !testSource.test(name)
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * Takes the fingerprint of what a build that was begun at `startedAt` has read; `undefined` where something was changed
 * since, or it cannot be told.
 */
export function takeFingerprint(
  inputs: BuildInputs,
  env: Env,
  startedAt: number,
  now: number,
): Fingerprint | undefined {
  if (inputs.opaque !== undefined) return undefined
  const folders: FolderState[] = []
  const paths = new Set(inputs.files)
  for (const folder of inputs.folders) {
    const names = sourcesIn(folder)
    if (names === undefined || isLater(folder, startedAt)) return undefined
    folders.push([folder, 'go', names.join('/')])
    for (const name of names) paths.add(join(folder, name))
  }
  for (const folder of inputs.embedFolders) {
    const names = namesBelow(folder)
    if (names === undefined) return undefined
    folders.push([folder, 'embed', sha256(names.join('\n'))])
  }
  if ([...paths].some((path) => isLater(path, startedAt))) return undefined
  return {
    version: 1,
    takenAt: now,
    files: [...paths].map((path) => [path, stateOf(path, true)]),
    folders,
    tools: inputs.tools.map((path) => [path, stateOf(path, false)]),
    compiler: { name: inputs.compiler, path: onPath(inputs.compiler, env['PATH']) },
    variables: Object.fromEntries(variables.map((name) => [name, env[name] ?? null])),
  }
}

/**
 * Whether all is as it was. What only looks otherwise (a checkout, a copy) is read.
 *
 * @returns the fingerprint, with how things look now; `undefined` where something has changed.
 */
export function stillTrue(kept: Fingerprint, env: Env, now: number): Fingerprint | undefined {
  if (kept.version !== 1) return undefined
  if (variables.some((name) => kept.variables[name] !== (env[name] ?? null))) return undefined
  if (onPath(kept.compiler.name, env['PATH']) !== kept.compiler.path) return undefined
  if (kept.tools.some(([path, state]) => look(path)?.look !== state?.look)) return undefined
  if (kept.folders.some((folder) => !isFolderAsItWas(folder))) return undefined
  let seenAnew = false
  const trustedBefore = BigInt(Math.floor(kept.takenAt)) * 1_000_000n - racyNs
  const files: FileState[] = []
  for (const file of kept.files) {
    const [path, state] = file
    const seen = look(path)
    if (seen === undefined || state === null) {
      if (seen !== undefined || state !== null) return undefined
      files.push(file)
      continue
    }
    if (seen.look === state.look && seen.changedNs < trustedBefore) {
      files.push(file)
      continue
    }
    if (sha256Of(path) !== state.sha256) return undefined
    seenAnew = true
    files.push([path, { ...state, look: seen.look }])
  }
  return seenAnew ? { ...kept, files, takenAt: now } : kept
}

function isFolderAsItWas([folder, kind, names]: FolderState): boolean {
  const seen = kind === 'go' ? sourcesIn(folder) : namesBelow(folder)
  if (seen === undefined) return false
  return (kind === 'go' ? seen.join('/') : sha256(seen.join('\n'))) === names
}

/** Files that go build may read in a package's folder, by name; `undefined` where it cannot be looked at. */
export function sourcesIn(folder: string): string[] | undefined {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
    return files.filter(isSource).sort()
  } catch {
    return undefined
  }
}

/** All names below a folder, relative to it; `undefined` where it cannot be looked at, or they are too many. */
export function namesBelow(folder: string): string[] | undefined {
  const found: string[] = []
  const walk = (below: string): boolean => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      found.push(name)
      if (found.length > mostNames || (entry.isDirectory() && !walk(name))) return false
    }
    return true
  }
  try {
    return walk('') ? found.sort() : undefined
  } catch {
    return undefined
  }
}

/** What a file looks like from outside, and when that was changed last. */
function look(path: string): { readonly look: string; readonly changedNs: bigint } | undefined {
  try {
    const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true })
    return { look: `${size} ${mtimeNs} ${ctimeNs} ${ino}`, changedNs: mtimeNs > ctimeNs ? mtimeNs : ctimeNs }
  } catch {
    return undefined
  }
}

function isLater(path: string, startedAt: number): boolean {
  const seen = look(path)
  return seen !== undefined && seen.changedNs >= BigInt(Math.floor(startedAt)) * 1_000_000n - behindNs
}

function stateOf(path: string, read: boolean): { look: string; sha256?: string } | null {
  const seen = look(path)
  if (seen === undefined) return null
  return read ? { look: seen.look, sha256: sha256Of(path) } : { look: seen.look }
}

function sha256Of(path: string): string {
  try {
    return sha256(readFileSync(path))
  } catch {
    return 'not read'
  }
}

function onPath(program: string, path = ''): string | null {
  for (const folder of path.split(delimiter)) {
    try {
      return realpathSync(join(folder, program))
    } catch {
      // not here
    }
  }
  return null
}
