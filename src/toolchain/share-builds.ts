import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { GoLambdaError } from '../failure/index.ts'
import { buildPackage } from './build-package.ts'
import { BuildPlan, type PlannedBuild } from './build-plan.ts'
import { buildTogether } from './build-together.ts'
import { takeLock } from './generation-lock.ts'
import { listInputs } from './list-inputs.ts'
import { putInPlace } from './put-in-place.ts'
import { sha256 } from './sha256.ts'
import { SharedBuildError } from './shared-build-error.ts'
import {
  type BuildFlags,
  type Manifest,
  manifestName,
  optionsKey,
  optionsText,
  readManifest,
  type SharedBuild,
  sharedName,
} from './shared-builds.ts'
import { differences, type SourceState, sourceStateOf } from './source-state.ts'

export interface ShareBuildsOptions {
  /** Where to; made if it is missing. Binaries of earlier builds that are in it stay, unless built anew. */
  readonly folder: string
  /** What labels are relative to. */
  readonly root: string
  /** `linux/amd64`, by a binary's header. */
  systemOf(binary: string): Promise<string>
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** How it went: one binary, or one failure, for each package. */
export interface SharedBuilds {
  readonly built: readonly SharedBuild[]
  readonly failures: readonly GoLambdaError[]
}

/**
 * Builds packages and writes their binaries, with a manifest, to a folder that other machines can use: all of them, or
 * nothing where one fails.
 */
export async function shareBuilds(asked: readonly PlannedBuild[], options: ShareBuildsOptions): Promise<SharedBuilds> {
  const { folder, timeoutMs, signal } = options
  // Before the build: what is changed from now on is seen at its end.
  const sources = await Promise.all(asked.map((one) => sourcesOf(one, options)))
  await buildTogether(asked, { timeoutMs, signal })
  const done: { readonly binary: string; readonly entry: SharedBuild }[] = []
  const failures: GoLambdaError[] = []
  for (const [index, one] of asked.entries()) {
    try {
      done.push(await buildOne(one, sources[index], options))
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (!(error instanceof GoLambdaError)) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) return { built: [], failures }
  await mkdir(folder, { recursive: true })
  const [{ cacheFolder } = { cacheFolder: folder }] = asked
  // Two commands may write to one folder, each with options of its own.
  const lock = await takeLock(join(cacheFolder, 'locks', `out-${sha256(folder).slice(0, 28)}`), { timeoutMs, signal })
  try {
    for (const { binary, entry } of done) await copyProgram(binary, join(folder, entry.file))
    const fresh = done.map(({ entry }) => entry)
    const kept = (await earlierBuilds(folder)).filter(({ file }) => !fresh.some((entry) => entry.file === file))
    const functions = [...kept, ...fresh].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    const manifest: Manifest = { version: 1, functions }
    const text = `${JSON.stringify(manifest, undefined, 1)}\n`
    await putInPlace(join(folder, manifestName), (draft) => writeFile(draft, text))
    return { built: fresh, failures }
  } finally {
    await lock.release()
  }
}

/** `undefined` where go cannot tell: the build then shows why. */
async function sourcesOf(
  one: PlannedBuild,
  { timeoutMs, signal }: ShareBuildsOptions,
): Promise<SourceState | undefined> {
  const { dir } = one
  const plan = await BuildPlan.of(one)
  const run = { go: plan.go, cwd: dir, env: plan.env, timeoutMs, signal }
  const inputs = (await listInputs({ ...run, flags: plan.args.slice(1) }))?.get(dir)
  return inputs && sourceStateOf(dir, inputs)
}

async function buildOne(
  one: PlannedBuild,
  sources: SourceState | undefined,
  { root, systemOf, timeoutMs, signal }: ShareBuildsOptions,
): Promise<{ readonly binary: string; readonly entry: SharedBuild }> {
  const { dir, label = dir } = one
  const { binary } = await buildPackage({ ...one, freshness: 'run', timeoutMs, signal })
  if (sources === undefined || differences(sources, dir).length > 0) {
    const reason =
      sources === undefined
        ? `what ${label} is made of could not be found out by go list`
        : `${label} was changed while it was built`
    throw new SharedBuildError('stale', { reason, nextStep: 'build it again' })
  }
  const bytes = await readFile(binary)
  const options: BuildFlags = one
  const system = await systemOf(binary)
  const path = relative(root, dir) || '.'
  const place = sha256([sharedName(dir), optionsKey(options), system, path].join('\n')).slice(0, 12)
  const entry: SharedBuild = {
    label: path.startsWith('.') ? path : `./${path}`,
    importPath: sharedName(dir),
    options: optionsText(options),
    optionsKey: optionsKey(options),
    system,
    file: `${place}/${basename(binary)}`,
    bytes: bytes.length,
    sha256: sha256(bytes),
    sources,
  }
  return { binary, entry }
}

/** Whole before it has its name: a suite may be reading the one before it. */
async function copyProgram(binary: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true })
  await putInPlace(place, async (draft) => {
    await copyFile(binary, draft)
    await chmod(draft, 0o755)
  })
}

async function earlierBuilds(folder: string): Promise<readonly SharedBuild[]> {
  return existsSync(join(folder, manifestName)) ? (await readManifest(folder)).functions : []
}

function sortKey({ label, options, system, file }: SharedBuild): string {
  return [label, options, system, file].join('\n')
}
