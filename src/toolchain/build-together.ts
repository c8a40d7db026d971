import { randomUUID } from 'node:crypto'
import { link, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { realNow } from '../clock/index.ts'
import { openOutput, removeOlderOutputs } from './build-output.ts'
import { usable } from './build-package.ts'
import { BuildPlan, type PlannedBuild } from './build-plan.ts'
import { BuildProgress } from './build-progress.ts'
import { type Lock, takeLock } from './generation-lock.ts'
import { notAProgram } from './go-build.ts'
import { runGo } from './go-command.ts'
import { listInputs } from './list-inputs.ts'
import { moduleFolder } from './module-folder.ts'
import { makePrivateFolder } from './private-folder.ts'

export interface BuildTogetherOptions {
  /** For all of it. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  readonly onProgress?: (line: string) => void
}

/**
 * Builds, ahead of those who will ask for them, all packages that are not up to date: those of one module with the same
 * flags in one `go build`, which takes 0.6 of the time of one after the other.
 *
 * Nothing of a failure is told or kept: whoever needs the package builds it alone, and gets the exact error.
 *
 * @throws the signal's reason where it aborted.
 */
export async function buildTogether(asked: readonly PlannedBuild[], options: BuildTogetherOptions): Promise<void> {
  const { timeoutMs, signal } = options
  const stale = new Map<string, BuildPlan>()
  for (const one of asked) {
    if (signal?.aborted) throw signal.reason
    // Gone since the last run, or no go command: told to whoever asks for it.
    const plan = await BuildPlan.of(one).catch(() => undefined)
    if (plan === undefined || stale.has(plan.key)) continue
    if (usable(await plan.record(), 'run', timeoutMs) !== undefined) continue
    await plan.makeFolders()
    if ((await plan.reuse(timeoutMs)) === undefined) stale.set(plan.key, plan)
  }
  for (const group of groups([...stale.values()])) await buildGroup(group, options)
}

/** One go command can build these. Of two with the same name one would overwrite the other. */
function groups(plans: readonly BuildPlan[]): BuildPlan[][] {
  const made = new Map<string, BuildPlan[][]>()
  for (const plan of plans) {
    const key = JSON.stringify([plan.go, plan.args, Object.entries(plan.env), moduleFolder(plan.dir, plan.env)])
    const sets = made.get(key) ?? []
    const fitting = sets.find((set) => set.every(({ name }) => name !== plan.name))
    if (fitting === undefined) made.set(key, [...sets, [plan]])
    else fitting.push(plan)
  }
  return [...made.values()].flat()
}

async function buildGroup(plans: readonly BuildPlan[], options: BuildTogetherOptions): Promise<void> {
  const held: { readonly plan: BuildPlan; readonly lock: Lock }[] = []
  try {
    // In the same order by all, so that no two wait for each other; what somebody is building already is left to him.
    for (const plan of [...plans].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const lock = await takeLock(plan.lock, { timeoutMs: 1, signal: options.signal }).catch(() => undefined)
      if (lock === undefined) continue
      held.push({ plan, lock })
      if (usable(await plan.record(), 'run', options.timeoutMs) === undefined) continue
      held.pop()
      await lock.release()
    }
    if (held.length > 0) await buildHeld(held, options)
  } finally {
    for (const { lock } of held) await lock.release()
  }
}

async function buildHeld(
  held: readonly { readonly plan: BuildPlan; readonly lock: Lock }[],
  { timeoutMs, signal, onProgress }: BuildTogetherOptions,
): Promise<void> {
  const [first] = held
  if (first === undefined) return
  const { go, args, env, dir: cwd, bin } = first.plan
  const folder = join(dirname(dirname(bin)), 'together', randomUUID())
  await makePrivateFolder(folder)
  const startedAt = realNow()
  const begun = performance.now()
  const outputs = await Promise.all(
    held.map(async ({ plan, lock }) => {
      const output = await openOutput(plan.bin, lock.generation, plan.name)
      const path = join(folder, plan.name)
      // What go finds up to date it does not link anew.
      await link(output.path, path).catch(() => undefined)
      return { plan, output, path }
    }),
  )
  const progress = new BuildProgress(outputs.map(({ plan }) => plan.label).join(', '), onProgress)
  let built = false
  try {
    const folders = held.map(({ plan }) => plan.dir)
    const run = { go, cwd, env, timeoutMs, ...(signal !== undefined && { signal }) }
    const [result, inputs] = await Promise.all([
      runGo({ ...run, args: [...args, '-o', `${folder}/`, ...folders] }),
      listInputs({ ...run, flags: args.slice(1), folders }).catch(() => undefined),
    ])
    built = result.exitCode === 0
    if (!built) return
    const durationMs = Math.round(performance.now() - begun)
    for (const { plan, output, path } of outputs) {
      const known = inputs?.get(plan.dir)
      // Of a package that is no program any more go writes nothing, and the binary before it would stand for it.
      if (known?.isProgram !== true || (await notAProgram(path)) !== undefined) continue
      await mkdir(dirname(output.path), { recursive: true, mode: 0o700 })
      await rename(path, output.path)
      await plan.keep(output.path, { startedAt, durationMs, limitMs: timeoutMs, inputs: known })
    }
  } finally {
    progress.end(built)
    for (const { output } of outputs) await removeOlderOutputs(output)
    await rm(folder, { recursive: true, force: true })
  }
}
