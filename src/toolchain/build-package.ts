import { performance } from 'node:perf_hooks'
import { BuildPlan } from './build-plan.ts'
import type { BuildRecord } from './build-record.ts'
import { GoBuildError } from './go-build-error.ts'
import { ownFile } from './private-folder.ts'

/**
 * Which builds of this run will do: `'run'`, any; `{ since }`, one that was started after that moment (milliseconds
 * since 1970, real time). In watch mode a binary built before the last change is never used.
 */
export type BuildFreshness = 'run' | { readonly since: number }

export interface BuildPackageOptions {
  /** The package's folder; `go build` runs in it. */
  readonly dir: string
  /** For messages; default: `dir`. */
  readonly label?: string
  /** Ours between runs: {@link cacheFolder}. */
  readonly cacheFolder: string
  /** Shared by all workers of one run. */
  readonly runFolder: string
  readonly freshness: BuildFreshness
  /** `-tags`; an empty list is `-tags=`, which beats those in GOFLAGS. */
  readonly tags?: readonly string[]
  /** More flags of `go build`, each one argument (`'-ldflags=-w'`). */
  readonly flags?: readonly string[]
  /** Variables of the go command, over the developer's own; `undefined` removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** For all of it, waiting for another worker's build included; default 600,000. */
  readonly timeoutMs?: number
  /** Told lines when the build takes longer than two seconds; default: they are written to stderr. */
  readonly onProgress?: (line: string) => void
  /** Ends the wait, or kills the build with its children; what is thrown then is its reason. */
  readonly signal?: AbortSignal
}

export interface BuiltPackage {
  /** A file of this run's own, in its folder: no later build, of this run or another, writes to it. */
  readonly binary: string
  /** How long `go build` took. */
  readonly durationMs: number
  /** It was built by another call, in this process or another. */
  readonly shared: boolean
}

/**
 * Builds a package with plain `go build -buildvcs=false` in its folder, once for all workers of a run: the first comer
 * builds, the others wait and get the same binary, or the same failure.
 *
 * Nothing is written outside of the two folders (Go's own caches apart). Where nothing that the cache's binary was made of
 * has changed (files are looked at, ~2 ms) no go command is run; else go decides whether anything has to be compiled.
 *
 * @throws {GoNotFoundError} {@link GoBuildError} {@link PackageNotFoundError} {@link CacheFolderError}
 */
export async function buildPackage(options: BuildPackageOptions): Promise<BuiltPackage> {
  const { timeoutMs = 600_000, signal } = options
  if (signal?.aborted) throw signal.reason
  const begun = performance.now()
  const remainingMs = () => Math.max(1, Math.round(timeoutMs - (performance.now() - begun)))
  const plan = await BuildPlan.of(options)
  const early = usable(await plan.record(), options.freshness, timeoutMs)
  if (early !== undefined) return share(early)
  await plan.makeFolders()
  const reused = await plan.reuse(timeoutMs)
  if (reused !== undefined) return { ...reused, shared: true }

  // Loaded only here: on most days every suite finds its binary.
  const { build, lockBuild } = await import('./build-alone.ts')
  const lock = await lockBuild(plan, remainingMs(), signal)
  try {
    const late = usable(await plan.record(), options.freshness, timeoutMs)
    if (late !== undefined) return share(late)
    return { ...(await build(plan, lock, remainingMs(), options)), shared: false }
  } finally {
    await lock.release()
  }
}

function share({ binary, failure, durationMs }: BuildRecord): BuiltPackage {
  if (failure !== undefined) throw new GoBuildError(failure)
  return { binary: binary ?? '', durationMs, shared: true }
}

/** A build that will do: fresh enough, its binary still there; one that ran out of time only if it had as long as we have. */
export function usable(
  record: BuildRecord | undefined,
  freshness: BuildFreshness,
  timeoutMs: number,
): BuildRecord | undefined {
  if (record === undefined) return undefined
  if (freshness !== 'run' && !(record.startedAt > freshness.since)) return undefined
  if (record.failure !== undefined) {
    return record.failure.kind !== 'timeout' || record.limitMs >= timeoutMs * 0.9 ? record : undefined
  }
  return record.binary !== undefined && ownFile(record.binary) !== undefined ? record : undefined
}
