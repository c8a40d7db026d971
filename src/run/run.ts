import {
  announceTeardown,
  runFolder,
  sweepRun,
  sweepStaleRuns,
  thisProcess,
  usableCacheFolder,
} from '../harness/index.ts'
import { boundCacheDaily, cacheFolder, UsesOfFiles } from '../toolchain/index.ts'
import { type BuildsAhead, buildAhead, rememberBuilds, type TestFiles } from './builds-ahead.ts'

/** A run as its main process sees it. Set up more than once (Vitest 3 and 4: once per project) it stays one. */
interface Run {
  readonly folder: string
  readonly ahead: BuildsAhead | undefined
  readonly uses: UsesOfFiles
  begun: number
}

/** In the main process there is one run at a time, also when set-up and teardown are two copies of this module. */
const key = Symbol.for('use-go-lambda.run')
const holder = globalThis as { [key]?: Run }

/**
 * Begins a run in its main process, without waiting for anything: what runs killed earlier have left is removed, and
 * the packages that the last run built, and those that its test files name, are built ahead, beside the runner's own start.
 *
 * @throws {CacheFolderError} if nothing can be kept.
 */
export function beginRun({ ahead = true, tests }: { readonly ahead?: boolean; readonly tests?: TestFiles } = {}): void {
  if (holder[key] !== undefined) {
    holder[key].begun++
    return
  }
  const cache = usableCacheFolder()
  const folder = runFolder(cache, thisProcess())
  announceTeardown(folder)
  holder[key] = {
    folder,
    begun: 1,
    uses: new UsesOfFiles(folder),
    ahead: ahead ? buildAhead(cache, folder, tests) : undefined,
  }
  // Whatever cannot be removed now is tried again by the next run.
  sweepStaleRuns(cache).catch(() => undefined)
  void boundCacheDaily(cache)
}

/** Ends a run: ends what any suite has left alive, says so on stderr, and removes the run's folder. */
export async function endRun(): Promise<void> {
  const run = holder[key]
  if (run === undefined || --run.begun > 0) return
  delete holder[key]
  await run.ahead?.stop()
  if (run.ahead !== undefined) await rememberBuilds(cacheFolder(), run.folder)
  const left = await sweepRun(run.folder)
  if (left.length === 0) return
  const names = left.map(({ label, pid }) => `${label} (pid ${pid})`).join(', ')
  process.stderr.write(
    `use-go-lambda: ended ${left.length === 1 ? '1 process' : `${left.length} processes`} that a suite left running: ${names}\n`,
  )
}

/** The test files that use what a file belongs to, in the run of this process. `undefined` before it has begun. */
export function usesOfThisRun(): UsesOfFiles | undefined {
  return holder[key]?.uses
}
