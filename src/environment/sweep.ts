import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { killTree } from './kill-tree.ts'
import { isRunning, namesIn, registrationsIn } from './registration.ts'
import { removeFolder } from './remove-folder.ts'
import { releaseDeadReservations, releaseReservationsOf } from './reserve-port.ts'
import { isRunFolder, isRunOver, isWorkerFolder, makePrivateFolder, removeEmpty, runsFolder } from './run-folder.ts'

/** A process that was still alive and has been ended. */
export interface SweptProcess {
  readonly pid: number
  /** The function it belonged to; for one that was never registered, the process's own name. */
  readonly label: string
}

/** The folder of a run that cannot be asked whether it lives (another container's) is kept for so long. */
const foreignRunMs = 24 * 60 * 60 * 1000

/** In a run's folder: lines `<pid> <label>` of what watchers ended while the run went on. */
const endedFile = 'ended'

/** In a run's folder: there will be a teardown, which reads {@link endedFile}. */
const begunFile = 'begun'

/** Says that somebody will call {@link sweepRun} at the end of this run, and tell what it found. */
export function announceTeardown(runFolder: string): void {
  makePrivateFolder(runFolder)
  writeFileSync(join(runFolder, begunFile), '', { mode: 0o600 })
}

/**
 * Ends every process of one worker's environments and removes their folders.
 *
 * @throws {ProcessSurvivedError} if one cannot be ended; the folder, which is its mark, then stays.
 */
async function sweepWorker(workerFolder: string): Promise<SweptProcess[]> {
  const swept: SweptProcess[] = []
  for (const registration of registrationsIn(workerFolder)) {
    const { folder, pid, startTime, label } = registration
    // A process that is gone may have given its pid, and so its group's number, to another.
    const root = isRunning(registration) ? { pid, startTime } : {}
    for (const ended of await killTree({ ...root, mark: folder })) swept.push({ pid: ended.pid, label })
  }
  // One whose worker died between spawn and registration is only known by the mark.
  for (const { pid, name } of await killTree({ mark: workerFolder })) swept.push({ pid, label: name })
  await removeFolder(workerFolder)
  return swept
}

/**
 * Ends what any worker of a run has left, and removes the run's folder. Gives what was found alive, also by the watcher
 * of a worker that ended before its run.
 */
export async function sweepRun(runFolder: string): Promise<SweptProcess[]> {
  const swept: SweptProcess[] = []
  const workers = namesIn(runFolder).filter(isWorkerFolder)
  for (const name of workers) swept.push(...(await sweepWorker(join(runFolder, name))))
  // A worker's folder goes with the last of its processes: where only builds are left there is nobody to look for.
  if (workers.length > 0 || !existsSync(runFolder)) {
    for (const { pid, name } of await killTree({ mark: runFolder })) swept.push({ pid, label: name })
  }
  swept.push(...endedEarlier(runFolder).filter(({ pid }) => !swept.some((ended) => ended.pid === pid)))
  await removeFolder(runFolder)
  return swept
}

/** Ends what runs have left whose main process is dead, and removes their folders and reservations. */
export async function sweepStaleRuns(cacheFolder: string): Promise<SweptProcess[]> {
  const swept: SweptProcess[] = []
  for (const name of namesIn(runsFolder(cacheFolder)).filter(isRunFolder)) {
    const folder = join(runsFolder(cacheFolder), name)
    if (isRunOver(name) ?? (await isOlderThan(folder, foreignRunMs))) swept.push(...(await sweepRun(folder)))
  }
  releaseDeadReservations(cacheFolder)
  return swept
}

/** What the reaper does when a worker or its run is gone. */
export async function reap(workerFolder: string, cacheFolder: string): Promise<void> {
  const run = dirname(workerFolder)
  try {
    if (existsSync(join(run, begunFile)) && isRunOver(basename(run)) === false)
      leaveWord(run, registrationsIn(workerFolder).filter(isRunning))
    await sweepWorker(workerFolder)
  } finally {
    releaseReservationsOf(workerFolder, cacheFolder)
    releaseDeadReservations(cacheFolder)
    removeEmpty(run)
  }
}

/** For the run's teardown to tell: written before the kill, so that whoever comes second finds either word or process. */
function leaveWord(runFolder: string, left: readonly SweptProcess[]): void {
  if (left.length === 0) return
  try {
    appendFileSync(join(runFolder, endedFile), left.map(({ pid, label }) => `${pid} ${label}\n`).join(''), {
      mode: 0o600,
    })
  } catch {
    // the teardown has just removed the folder
  }
}

function endedEarlier(runFolder: string): SweptProcess[] {
  let text: string
  try {
    text = readFileSync(join(runFolder, endedFile), 'utf8')
  } catch {
    return []
  }
  return [...text.matchAll(/^(\d+) (.*)$/gm)].map(([, pid, label = '']) => ({ pid: Number(pid), label }))
}

async function isOlderThan(folder: string, ageMs: number): Promise<boolean> {
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
  return realNow() - mtimeMs > ageMs
}
