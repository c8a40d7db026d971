import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realNow } from '../clock/index.ts'
import { runFolder, sweepStaleRuns } from '../environment/index.ts'
import { type BuildFreshness, boundCacheDaily } from '../toolchain/index.ts'
import type { InvocationObserver } from './invocation-observer.ts'
import { usableCacheFolder } from './usable-cache-folder.ts'
import type { Validation } from './validation.ts'

/** Where a function is looked for, and by whom it is used. */
export interface Place {
  /** Relative paths are looked for from this folder upwards … */
  readonly from: string
  /** … to this one. */
  readonly root: string
  /** Sources may change between two uses in one run: a build made earlier does not do. */
  readonly watches: boolean
  /** Vitest shows a frame of Go only with a column; with one Jest takes it for the test's line and loses the code. */
  readonly frameColumns: boolean
  /** After a failed start every later invocation fails at once, until `start()` or `restart()`. */
  readonly givesUpAfterFailedStart: boolean
  readonly onInvocation?: InvocationObserver
  /** What requests and answers are held to. */
  readonly validation?: Promise<Validation> | undefined
  /** Who uses it. */
  readonly testFile?: string | undefined
}

/** A place with the folders of this run. */
export interface Surroundings {
  readonly from: string
  readonly root: string
  readonly cacheFolder: string
  /** What is shared by all workers of one run. */
  readonly runFolder: string
  readonly freshness: BuildFreshness
  /** Kept for watch mode, in which its package's changes are its own. */
  readonly usedBy?: string | undefined
}

/** @throws {CacheFolderError} if nothing can be kept. */
export function surroundingsOf({ from, root, watches, testFile }: Place): Surroundings {
  const cache = usableCacheFolder()
  const run = runFolder(cache)
  sweepOnce(cache, run)
  return {
    from,
    root,
    cacheFolder: cache,
    runFolder: run,
    freshness: watches ? { since: realNow() } : 'run',
    usedBy: watches ? testFile : undefined,
  }
}

let swept: Promise<unknown> = Promise.resolve()
const seen = new Set<string>()

/** Without any configuration nobody else removes what earlier runs left: their binaries, and after a crash more. */
function sweepOnce(cache: string, run: string): void {
  if (seen.has(cache)) return
  seen.add(cache)
  if (isSweptBy(run, cache)) return
  // Whatever cannot be removed now is tried again by the next run.
  swept = Promise.all([sweepStaleRuns(cache).catch(() => undefined), boundCacheDaily(cache)])
}

/** Whether another worker of this run has begun to: the last who did is named in a file. Two runs at once may both do it. */
function isSweptBy(run: string, cache: string): boolean {
  const file = join(cache, 'swept')
  try {
    if (existsSync(file) && readFileSync(file, 'utf8') === basename(run)) return true
    writeFileSync(file, basename(run), { mode: 0o600 })
  } catch {
    // then each worker does it
  }
  return false
}

/** Resolves when the sweep that was begun is over: a runner must not tear a test file down in the midst of it. */
export async function sweepEnded(): Promise<void> {
  await swept
}

/** The reaper's program. It stands in `dist/`, beside this module when it is packed, two folders up in the sources. */
export function reapScript(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const places = [join(here, 'reap.mjs'), join(here, '../../dist/reap.mjs')]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`use-go-lambda is not whole: ${places[0]} is missing; install it again`)
  return found
}
