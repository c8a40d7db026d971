import { realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { buildKey } from './build-key.ts'
import { keepForRun } from './build-output.ts'
import { type BuildRecord, type BuildRequest, buildsFolder, readBuildRecord, writeBuildRecord } from './build-record.ts'
import { findGo } from './find-go.ts'
import { takeFingerprint } from './fingerprint.ts'
import { goEnvironment } from './go-environment.ts'
import { keepBuild, upToDate } from './kept-build.ts'
import type { BuildInputs } from './list-inputs.ts'
import { PackageNotFoundError } from './package-not-found-error.ts'
import { makeCacheFolder, makePrivateFolder } from './private-folder.ts'

/** What is asked for, and where it is kept. */
export interface PlannedBuild {
  readonly dir: string
  readonly label?: string
  /** Ours between runs. */
  readonly cacheFolder: string
  /** Shared by all workers of one run. */
  readonly runFolder: string
  readonly tags?: readonly string[]
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** A binary for this run. */
interface RunBinary {
  readonly binary: string
  readonly durationMs: number
}

/** How one package is built, and where the outcome is kept: the same for all who ask for the same. */
export class BuildPlan {
  readonly label: string
  readonly dir: string
  /** The binary's. */
  readonly name: string
  readonly go: string
  /** `build` and its flags. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** 32 hex digits: what is built, by which go, with which flags and variables. */
  readonly key: string
  /** The cache's folder for it. */
  readonly bin: string
  /** Held by who builds it. */
  readonly lock: string
  readonly #asked: PlannedBuild
  readonly #builds: string

  private constructor(asked: PlannedBuild, found: { go: string; real: string; env: Readonly<Record<string, string>> }) {
    const { dir, label = dir, cacheFolder, runFolder, tags, flags = [], env: changes = {} } = asked
    this.#asked = asked
    this.#builds = buildsFolder(runFolder)
    this.label = label
    this.dir = dir
    this.name = basename(found.real)
    this.go = found.go
    this.env = found.env
    this.args = ['build', '-buildvcs=false', ...(tags === undefined ? [] : [`-tags=${tags.join(',')}`]), ...flags]
    this.key = buildKey({ go: found.go, dir: found.real, args: this.args, changes, env: found.env })
    this.bin = join(cacheFolder, 'bin', this.key)
    this.lock = join(cacheFolder, 'locks', this.key)
  }

  /** @throws {GoNotFoundError} {@link PackageNotFoundError} */
  static async of(asked: PlannedBuild): Promise<BuildPlan> {
    const { dir, label = dir } = asked
    const env = goEnvironment(process.env, asked.env ?? {}, asked.cacheFolder)
    const go = await findGo(env)
    const real = await realpath(dir).catch((cause) => {
      throw new PackageNotFoundError([dir], { reason: `${label} has gone: there is no folder ${dir}`, cause })
    })
    return new BuildPlan(asked, { go, real, env })
  }

  /** How it was built in this run. */
  record(): Promise<BuildRecord | undefined> {
    return readBuildRecord(this.#recordPath)
  }

  /** @throws {CacheFolderError} */
  async makeFolders(): Promise<void> {
    makeCacheFolder(this.#asked.cacheFolder)
    await makePrivateFolder(this.#builds)
  }

  /** The cache's binary, where nothing that it is made of has changed: no go command is run to find that out. */
  async reuse(limitMs: number): Promise<RunBinary | undefined> {
    const startedAt = realNow()
    const kept = await upToDate(this.bin, this.#named)
    if (kept === undefined) return undefined
    // Another worker may just be replacing it.
    const binary = await keepForRun(kept.binary, join(this.#builds, this.key)).catch(() => undefined)
    if (binary === undefined) return undefined
    const reused = { binary, durationMs: kept.durationMs }
    await writeBuildRecord(this.#recordPath, { startedAt, limitMs, ...reused, ...this.#request() })
    return reused
  }

  /** Takes over what go has built: for this run, for the next ones, and for those who wait for it. */
  async keep(
    output: string,
    built: { startedAt: number; durationMs: number; limitMs: number; inputs: BuildInputs | undefined },
  ): Promise<RunBinary> {
    const { inputs, ...times } = built
    const binary = await keepForRun(output, join(this.#builds, this.key))
    const fingerprint = inputs && takeFingerprint(inputs, this.#named, times.startedAt, realNow())
    await keepBuild(this.bin, output, times.durationMs, fingerprint)
    await writeBuildRecord(this.#recordPath, { ...times, binary, ...this.#request() })
    return { binary, durationMs: times.durationMs }
  }

  /** Keeps a failure for those who wait for it. */
  async keepFailure(record: Omit<BuildRecord, 'binary' | 'request'>): Promise<void> {
    await writeBuildRecord(this.#recordPath, record)
  }

  get #recordPath(): string {
    return join(this.#builds, `${this.key}.json`)
  }

  /** Go takes PWD for the folder's name, where a link leads to it. */
  get #named(): Readonly<Record<string, string>> {
    return { ...this.env, PWD: this.dir }
  }

  #request(): { request?: BuildRequest } {
    const { dir, label = dir, tags, flags, env } = this.#asked
    if (env !== undefined) return {}
    return { request: { dir, label, ...(tags !== undefined && { tags }), ...(flags !== undefined && { flags }) } }
  }
}
