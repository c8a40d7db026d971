import { realpathSync } from 'node:fs'
import { type AskedPackage, askGoTool, GoBuildError, groupPackages } from '../toolchain/index.ts'
import type { GoTypes } from './go-types.ts'
import { programFolder } from './program-folder.ts'

/** A package main, and how it is built: tags decide which of its files count. */
export type ReadPackage = AskedPackage

export interface ReadGoTypesOptions {
  readonly cacheFolder: string
  /** For each load; default 600,000: the first compiles what the functions need. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Finds out what the handlers of functions take and give, from their Go code: one load for all of a module (or workspace)
 * that are built alike. Folders in the answers have their real names. Nothing is written but to the cache folder; where nothing has changed, no process is started.
 * A module that Go cannot load is said to be so at its functions, unless there is no other.
 *
 * @throws {GoNotFoundError} {@link GoBuildError} {@link PackageNotFoundError} {@link CacheFolderError}
 */
export async function readGoTypes(packages: readonly ReadPackage[], options: ReadGoTypesOptions): Promise<GoTypes[]> {
  const loads: GoTypes[] = []
  const failures: GoBuildError[] = []
  for (const group of groupPackages(packages)) {
    const answer = await load(group, options).catch((error: unknown) => {
      if (!(error instanceof GoBuildError) || passing.has(error.kind)) throw error
      failures.push(error)
      return notLoaded(group, error)
    })
    loads.push(answer)
  }
  const [first] = failures
  if (first !== undefined && failures.length === loads.length) throw first
  return loads
}

/** What may be otherwise at the next look without any change of the code: nothing is concluded from it. */
const passing: ReadonlySet<string> = new Set(['timeout', 'waiting', 'download', 'go-vanished'])

async function load(group: readonly ReadPackage[], options: ReadGoTypesOptions): Promise<GoTypes> {
  const { timeoutMs = 600_000, cacheFolder, signal } = options
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
  return answer as GoTypes
}

/** The failure in full is told once, and is not what a file says that is the same on all machines. */
function notLoaded(group: readonly ReadPackage[], error: GoBuildError): GoTypes {
  const { reason, nextStep } = GoBuildError.toFailure(error)
  const told = nextStep === undefined ? reason : `${reason}; ${nextStep}`
  const functions = group.map(({ dir }, index) => ({
    dir: realpathSync(dir),
    importPath: '',
    handlers: [],
    unresolved: [{ reason: 'go cannot load its module', at: '' }],
    warnings: index === 0 ? [{ reason: told, at: '' }] : [],
  }))
  return { version: 1, go: '', functions, declarations: {} }
}
