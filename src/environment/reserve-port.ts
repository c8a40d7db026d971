import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import getPort from 'get-port'
import { realNow } from '../clock/index.ts'
import { GoLambdaError } from '../failure/index.ts'
import { namesIn } from './registration.ts'
import { isOwnerDead, makePrivateFolder, ownerLine } from './run-folder.ts'

/** Ports asked for before giving up. */
const mostAttempts = 100
/** A reservation of another machine or container, which cannot be asked, counts for this long. */
const foreignReservationMs = 24 * 60 * 60 * 1000
/** An owner who was killed between making the file and writing his name does not hold the port forever. */
const unnamedReservationMs = 10_000

/**
 * A port that was free on 127.0.0.1 and is no other worker's until it is released. Who holds it on ::1 is not asked: whose
 * the listener is that answers there is proved, and a function that wants it there is started on another.
 */
export interface PortReservation {
  readonly port: number
  /** Idempotent. */
  release(): void
}

/** No port could be reserved. `code`: `NO_FREE_PORT`. */
export class NoFreePortError extends GoLambdaError {
  constructor(cause: unknown) {
    super('NoFreePortError', 'NO_FREE_PORT', {
      reason: `no free port was found on 127.0.0.1 in ${mostAttempts} attempts`,
      nextStep: 'look for programs that hold many ports (ss -tln), or remove the folder "ports" of the cache folder',
      cause,
    })
  }
}

/**
 * Reserves a port between all workers and runs that share a cache folder, by an exclusive file `ports/<port>` holding
 * the owner's pid, start time, host and thread. It keeps our own workers apart; a program that knows nothing of the file can still
 * take the port, which the caller notices by `ownsListener`.
 *
 * @throws {NoFreePortError}
 */
export async function reservePort(cacheFolder: string): Promise<PortReservation> {
  const folder = portsFolder(cacheFolder)
  let cause: unknown
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const port = await getPort({ host: '127.0.0.1' })
    const file = join(folder, String(port))
    try {
      makePrivateFolder(folder)
      writeFileSync(file, `${ownerLine().trimEnd()} ${threadId}\n`, { flag: 'wx', mode: 0o600 })
      return { port, release: releaseOnce(file) }
    } catch (error) {
      cause = error
      const { code } = error as NodeJS.ErrnoException
      // ENOENT: the cache folder was deleted between the two lines, which it may be at any time.
      if (code !== 'EEXIST' && code !== 'ENOENT') throw error
      // Not taken in the same breath: two who both find the owner dead would both have it.
      removeIfDead(file)
    }
  }
  throw new NoFreePortError(cause)
}

/** Removes the reservations whose owner is no longer alive. */
export function releaseDeadReservations(cacheFolder: string): void {
  const folder = portsFolder(cacheFolder)
  for (const name of namesIn(folder)) if (/^\d+$/.test(name)) removeIfDead(join(folder, name))
}

/**
 * Removes the reservations of one worker, told by its folder's name (`<pid>-<thread>-<random>`), whose functions are gone:
 * a thread may have ended in a process that goes on, and a worker outlive its run.
 */
export function releaseReservationsOf(workerFolder: string, cacheFolder: string): void {
  const folder = portsFolder(cacheFolder)
  const [workerPid, workerThread] = basename(workerFolder).split('-')
  const [, , ownHost] = ownerLine().trim().split(' ')
  for (const name of namesIn(folder)) {
    const file = join(folder, name)
    const [pid, , host, thread] = readLine(file).split(' ')
    if (pid === workerPid && host === ownHost && thread === workerThread) rmSync(file, { force: true })
  }
}

function readLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return '' // released meanwhile
  }
}

function portsFolder(cacheFolder: string): string {
  return join(cacheFolder, 'ports')
}

function releaseOnce(file: string): () => void {
  let released = false
  return () => {
    // A second time it could be the next owner's.
    if (!released) rmSync(file, { force: true })
    released = true
  }
}

function removeIfDead(file: string): void {
  try {
    const line = readFileSync(file, 'utf8')
    const dead = isOwnerDead(line) ?? realNow() - statSync(file).mtimeMs > patience(line)
    if (dead) rmSync(file, { force: true })
  } catch {
    // released meanwhile
  }
}

function patience(line: string): number {
  return line.endsWith('\n') ? foreignReservationMs : unnamedReservationMs
}
