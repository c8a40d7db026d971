import { askGoTool, moduleFolder } from '../toolchain/index.ts'
import type { GoTypes } from './go-types.ts'
import { programFolder } from './program-folder.ts'

/** A package main, and how it is built: tags decide which of its files count. */
export interface ReadPackage {
  /** Absolute. */
  readonly dir: string
  readonly tags?: readonly string[]
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
}

export interface ReadGoTypesOptions {
  readonly cacheFolder: string
  /** For each load; default 600,000: the first compiles what the functions need. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Finds out what the handlers of functions take and give, from their Go code: one load for all of a module (or workspace)
 * that are built alike. Folders in the answers have their real names. Nothing is written but to the cache folder; where nothing has changed, no process is started.
 *
 * @throws {GoNotFoundError} {@link GoBuildError} {@link PackageNotFoundError} {@link CacheFolderError}
 */
export async function readGoTypes(packages: readonly ReadPackage[], options: ReadGoTypesOptions): Promise<GoTypes[]> {
  const { timeoutMs = 600_000, cacheFolder, signal } = options
  const loads: GoTypes[] = []
  for (const group of groupsOf(packages)) {
    const [{ tags, flags, env } = {}] = group
    const answer = await askGoTool({
      source: programFolder(),
      label: 'the types of Go functions',
      dirs: group.map(({ dir }) => dir),
      ...(tags !== undefined && { tags }),
      ...(flags !== undefined && { flags }),
      ...(env !== undefined && { env }),
      cacheFolder,
      timeoutMs,
      signal,
    })
    loads.push(answer as GoTypes)
  }
  return loads
}

function groupsOf(packages: readonly ReadPackage[]): ReadPackage[][] {
  const groups = new Map<string, ReadPackage[]>()
  for (const one of packages) {
    const { dir, tags, flags, env } = one
    const key = JSON.stringify([moduleFolder(dir, { ...process.env, ...env }), tags, flags, Object.entries(env ?? {})])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}
