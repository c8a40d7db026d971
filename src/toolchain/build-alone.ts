import { performance } from 'node:perf_hooks'
import { realNow } from '../clock/index.ts'
import { openOutput, removeOlderOutputs } from './build-output.ts'
import type { BuildPackageOptions, BuiltPackage } from './build-package.ts'
import type { BuildPlan } from './build-plan.ts'
import { BuildProgress } from './build-progress.ts'
import { type Lock, LockTimeoutError, takeLock } from './generation-lock.ts'
import { runGoBuild } from './go-build.ts'
import { GoBuildError } from './go-build-error.ts'
import { listInputs } from './list-inputs.ts'

/** Runs go for one package and keeps the outcome, for this run and the next ones. The caller holds its lock. */
export async function build(
  plan: BuildPlan,
  { generation }: Lock,
  limitMs: number,
  { onProgress, signal }: BuildPackageOptions,
): Promise<Omit<BuiltPackage, 'shared'>> {
  const { go, dir, env, args, label } = plan
  const startedAt = realNow()
  const begun = performance.now()
  const sinceMs = () => Math.round(performance.now() - begun)
  const output = await openOutput(plan.bin, generation, plan.name)
  const progress = new BuildProgress(label, onProgress)
  let built = false
  try {
    const run = { go, cwd: dir, env, timeoutMs: limitMs, signal }
    const [, inputs] = await Promise.all([
      runGoBuild({ ...run, args, label, output: output.path }),
      listInputs({ ...run, flags: args.slice(1) }).catch(() => undefined),
    ])
    built = true
    return await plan.keep(output.path, { startedAt, durationMs: sinceMs(), limitMs, inputs: inputs?.get(dir) })
  } catch (error) {
    if (error instanceof GoBuildError && error.kind !== 'go-vanished') {
      await plan.keepFailure({ startedAt, durationMs: sinceMs(), failure: GoBuildError.toFailure(error), limitMs })
    }
    throw error
  } finally {
    progress.end(built)
    await removeOlderOutputs(output)
  }
}

/** @throws {GoBuildError} if another holds it for longer than `timeoutMs`. */
export async function lockBuild(
  { lock, label }: BuildPlan,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Lock> {
  try {
    return await takeLock(lock, { timeoutMs, signal })
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
