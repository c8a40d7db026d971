import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readlinkSync, rmdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { mainProcess, thisProcess } from './main-process.ts'
import { identityOf, isAlive, type ProcessIdentity } from './process-table.ts'
import { namesIn } from './registration.ts'

/**
 * `<cacheFolder>/runs/<pid>-<start>-<host>`: one folder for all workers of a run, named after its main process, so
 * that every worker finds it without being told. Short, because a socket's path in TMPDIR may have 104 bytes.
 */
export function runFolder(cacheFolder: string, main: ProcessIdentity = mainProcess()): string {
  return join(runsFolder(cacheFolder), `${main.pid}-${short(main.startTime, 6)}-${hostMark()}`)
}

export function runsFolder(cacheFolder: string): string {
  return join(cacheFolder, 'runs')
}

const runName = /^(\d+)-([0-9a-f]{6})-([0-9a-f]{4})$/

/** Whether a folder among the runs is one: the cache folder may have been set to a place where others keep theirs. */
export function isRunFolder(folderName: string): boolean {
  return runName.test(folderName)
}

/**
 * Whether the run of this folder is over: `undefined` when that cannot be told, because the name is not ours or the run
 * is another machine's or container's that shares the cache folder.
 */
export function isRunOver(folderName: string): boolean | undefined {
  const [, pid, start, host] = runName.exec(folderName) ?? []
  if (pid === undefined || host !== hostMark()) return undefined
  const identity = identityOf(Number(pid))
  return identity === undefined || short(identity.startTime, 6) !== start
}

/** How many runs of a cache folder are under way, or cannot be asked. */
export function livingRuns(cacheFolder: string): number {
  return namesIn(runsFolder(cacheFolder)).filter((name) => isRunFolder(name) && isRunOver(name) !== true).length
}

/** `<pid>-<thread>-<random>`: the folder that one worker's environments lie in, in its run's. */
export function workerFolderName(): string {
  return `${process.pid}-${threadId}-${randomBytes(3).toString('hex')}`
}

/** Told from what else lies in a run's folder, by its name. */
export function isWorkerFolder(name: string): boolean {
  return /^\d+-\d+-[0-9a-f]{6}$/.test(name)
}

/** `<pid> <startTime> <host>`: who made a file, so that others can see whether that process still lives. */
export function ownerLine(): string {
  const { pid, startTime } = thisProcess()
  return `${pid} ${startTime} ${hostMark()}\n`
}

/** Whether the owner is dead; `undefined` when that cannot be told from here. */
export function isOwnerDead(line: string): boolean | undefined {
  const [pid, startTime, host] = line.trim().split(' ')
  if (pid === undefined || startTime === undefined || host !== hostMark()) return undefined
  return !isAlive(Number(pid), startTime)
}

/** Makes a folder for this user only. Parents may be removed at the same moment by the last to leave them. */
export function makePrivateFolder(path: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt >= 20) throw error
    }
  }
}

/** Removes the folder and its parent if they are empty. */
export function removeEmpty(folder: string): void {
  for (const path of [folder, dirname(folder)]) {
    try {
      rmdirSync(path)
    } catch {
      return // others still use it, or removed it
    }
  }
}

let host: string | undefined

/** Pids mean something only within one machine and one pid namespace. */
function hostMark(): string {
  host ??= short(`${hostname()} ${pidNamespace()}`, 4)
  return host
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

function short(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}
