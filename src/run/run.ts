import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  announceTeardown,
  binariesFolder,
  isPointedElsewhere,
  runFolder,
  sweepRun,
  sweepStaleRuns,
  thisProcess,
  usableCacheFolder,
} from '../harness/index.ts'
import { boundCacheDaily, cacheFolder } from '../toolchain/index.ts'
import { buildAhead, rememberBuilds, type TestFiles } from './builds-ahead.ts'
import type { KeptTypes } from './keep-types.ts'
import { setThisRun, thisRun } from './this-run.ts'
import { typesFileIn } from './types-file-name.ts'

export interface BeginRunOptions {
  /** Whether packages are built ahead. */
  readonly ahead?: boolean
  readonly tests?: TestFiles
  /** The run goes on until somebody ends it, and is not begun anew for each change. */
  readonly watch?: boolean
}

/**
 * Begins a run in its main process, without waiting for anything: what runs killed earlier have left is removed, and
 * the packages that the last run built, and those that its test files name, are built ahead, beside the runner's own start.
 *
 * @throws {CacheFolderError} if nothing can be kept.
 */
export function beginRun({ ahead = true, tests, watch = false }: BeginRunOptions = {}): void {
  const known = thisRun()
  if (known !== undefined) {
    known.begun++
    return
  }
  const cache = usableCacheFolder()
  const folder = runFolder(cache, thisProcess())
  announceTeardown(folder)
  setThisRun({
    folder,
    begun: 1,
    // With binaries of another machine there may be no Go here, and nothing is built.
    ahead: ahead && binariesFolder() === undefined ? buildAhead(cache, folder, tests, isPointedElsewhere) : undefined,
    types: tests !== undefined && binariesFolder() === undefined ? typesBeside(tests.root, cache, watch) : undefined,
  })
  // Whatever cannot be removed now is tried again by the next run.
  sweepStaleRuns(cache).catch(() => undefined)
  void boundCacheDaily(cache)
}

/** Ends a run: ends what any suite has left alive, says so on stderr, and removes the run's folder. */
export async function endRun(): Promise<void> {
  const run = thisRun()
  if (run === undefined || --run.begun > 0) return
  setThisRun(undefined)
  await Promise.all([run.ahead?.stop(), run.types?.then((types) => types?.stop())])
  if (run.ahead !== undefined) await rememberBuilds(cacheFolder(), run.folder)
  const left = await sweepRun(run.folder)
  if (left.length === 0) return
  const names = left.map(({ label, pid }) => `${label} (pid ${pid})`).join(', ')
  process.stderr.write(
    `use-go-lambda: ended ${left.length === 1 ? '1 process' : `${left.length} processes`} that a suite left running: ${names}\n`,
  )
}

/** Seldom needed: loaded only where the project has such a file. */
async function typesBeside(root: string, cacheFolder: string, watch: boolean): Promise<KeptTypes | undefined> {
  const file = typesFileIn(root)
  if (!existsSync(file)) return undefined
  const { keepTypes } = await import('./keep-types.ts')
  return keepTypes({ file, root, cacheFolder, watch })
}

/** Whether a file is one of those that we keep: no source of anybody's. */
export function isInCache(file: string): boolean {
  return file.startsWith(join(cacheFolder(), '/'))
}
