import { access, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { buildKey } from './build-key.ts'
import { keepForRun, openOutput, removeOlderOutputs } from './build-output.ts'
import { BuildProgress } from './build-progress.ts'
import { type BuildRecord, type BuildRequest, buildsFolder, readBuildRecord, writeBuildRecord } from './build-record.ts'
import { findGo } from './find-go.ts'
import { takeFingerprint } from './fingerprint.ts'
import { type Lock, LockTimeoutError, takeLock } from './generation-lock.ts'
import { runGoBuild } from './go-build.ts'
import { GoBuildError } from './go-build-error.ts'
import { goEnvironment } from './go-environment.ts'
import { keepBuild, upToDate } from './kept-build.ts'
import { listInputs } from './list-inputs.ts'
import { PackageNotFoundError } from './package-not-found-error.ts'
import { makeOwnFolder, makePrivateFolder } from './private-folder.ts'
import { wallClock } from './wall-clock.ts'

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
  const { dir, label = dir, cacheFolder, runFolder, timeoutMs = 600_000, signal } = options
  signal?.throwIfAborted()
  const begun = performance.now()
  const remainingMs = () => Math.max(1, Math.round(timeoutMs - (performance.now() - begun)))
  const env = goEnvironment(process.env, options.env ?? {}, cacheFolder)
  const go = await findGo(env)
  const args = ['build', '-buildvcs=false', ...tagsFlag(options.tags), ...(options.flags ?? [])]
  const real = await realpath(dir).catch((cause) => {
    throw new PackageNotFoundError([dir], { reason: `${label} has gone: there is no folder ${dir}`, cause })
  })
  const key = buildKey({ go, dir: real, args, changes: options.env ?? {}, env })
  const builds = buildsFolder(runFolder)
  const recordPath = join(builds, `${key}.json`)

  const bin = join(cacheFolder, 'bin', key)
  const early = await usableRecord(recordPath, options.freshness, timeoutMs)
  if (early !== undefined) return share(early)

  await makeOwnFolder(cacheFolder)
  await makePrivateFolder(builds)
  const lookedAt = wallClock()
  const named = { ...env, PWD: dir }
  const kept = await reuse(bin, join(builds, key), named)
  if (kept !== undefined) {
    await writeBuildRecord(recordPath, { startedAt: lookedAt, limitMs: timeoutMs, ...kept, ...requestOf(options) })
    return { ...kept, shared: true }
  }

  const lock = await lockBuild(join(cacheFolder, 'locks', key), label, remainingMs(), signal)
  try {
    const late = await usableRecord(recordPath, options.freshness, timeoutMs)
    if (late !== undefined) return share(late)
    const limitMs = remainingMs()
    const startedAt = wallClock()
    const compileBegun = performance.now()
    const output = await openOutput(bin, lock.generation, basename(real))
    const progress = new BuildProgress(label, options.onProgress)
    let built = false
    try {
      const run = { go, cwd: dir, env, timeoutMs: limitMs, signal }
      const [, inputs] = await Promise.all([
        runGoBuild({ ...run, args, label, output: output.path }),
        listInputs({ ...run, flags: args.slice(1) }).catch(() => undefined),
      ])
      const binary = await keepForRun(output.path, join(builds, key))
      built = true
      const durationMs = Math.round(performance.now() - compileBegun)
      await keepBuild(bin, output.path, durationMs, inputs && takeFingerprint(inputs, named, startedAt, wallClock()))
      await writeBuildRecord(recordPath, { startedAt, durationMs, binary, limitMs, ...requestOf(options) })
      return { binary, durationMs, shared: false }
    } catch (error) {
      if (error instanceof GoBuildError && error.kind !== 'go-vanished') {
        const durationMs = Math.round(performance.now() - compileBegun)
        await writeBuildRecord(recordPath, { startedAt, durationMs, failure: GoBuildError.toFailure(error), limitMs })
      }
      throw error
    } finally {
      progress.end(built)
      await removeOlderOutputs(output)
    }
  } finally {
    await lock.release()
  }
}

/** The cache's binary, where nothing that it is made of has changed: no go command is run to find that out. */
async function reuse(
  bin: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Pick<BuiltPackage, 'binary' | 'durationMs'> | undefined> {
  const kept = await upToDate(bin, env)
  if (kept === undefined) return undefined
  // Another worker may just be replacing it.
  const binary = await keepForRun(kept.binary, folder).catch(() => undefined)
  return binary === undefined ? undefined : { binary, durationMs: kept.durationMs }
}

function requestOf({ dir, label = dir, tags, flags, env }: BuildPackageOptions): { request?: BuildRequest } {
  if (env !== undefined) return {}
  return { request: { dir, label, ...(tags !== undefined && { tags }), ...(flags !== undefined && { flags }) } }
}

function tagsFlag(tags: readonly string[] | undefined): string[] {
  return tags === undefined ? [] : [`-tags=${tags.join(',')}`]
}

function share({ binary, failure, durationMs }: BuildRecord): BuiltPackage {
  if (failure !== undefined) throw new GoBuildError(failure)
  return { binary: binary ?? '', durationMs, shared: true }
}

/** A build that will do: fresh enough, its binary still there; one that ran out of time only if it had as long as we have. */
async function usableRecord(
  path: string,
  freshness: BuildFreshness,
  timeoutMs: number,
): Promise<BuildRecord | undefined> {
  const record = await readBuildRecord(path)
  if (record === undefined) return undefined
  if (freshness !== 'run' && !(record.startedAt > freshness.since)) return undefined
  if (record.failure !== undefined) {
    return record.failure.kind !== 'timeout' || record.limitMs >= timeoutMs * 0.9 ? record : undefined
  }
  if (record.binary === undefined) return undefined
  return access(record.binary).then(
    () => record,
    () => undefined,
  )
}

async function lockBuild(
  folder: string,
  label: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Lock> {
  try {
    return await takeLock(folder, { timeoutMs, signal })
  } catch (error) {
    if (!(error instanceof LockTimeoutError)) throw error
    const holder = error.holderPid === undefined ? 'another process' : `process ${error.holderPid}`
    throw new GoBuildError(
      {
        kind: 'waiting',
        package: label,
        command: 'go build',
        reason: `${label} is being built by ${holder}, which did not end within ${error.waitedMs} ms`,
        lines: [],
        omitted: 0,
        nextStep: `raise { buildTimeoutMs }, or see what ${holder} is doing`,
      },
      error,
    )
  }
}
