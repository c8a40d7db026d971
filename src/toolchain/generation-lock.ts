import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { type FileHandle, link, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { clearInterval, setInterval } from 'node:timers'
import { setTimeout as sleep } from 'node:timers/promises'
import { realNow } from '../clock/index.ts'
import { errorCode } from '../failure/index.ts'
import { HolderWatch, RELEASED } from './holder-watch.ts'
import { makePrivateFolder } from './private-folder.ts'
import { ownIdentity } from './process-identity.ts'

export interface LockOptions {
  /** Longest wait for the lock. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** How often a waiter looks. */
  readonly pollMs?: number
  /** A holder that gave no sign of life for so long has lost the lock, even if its process lives. */
  readonly silentMs?: number
}

export interface Lock {
  /** Larger than that of every holder before. */
  readonly generation: number
  release(): Promise<void>
}

/** The lock was not had in time. */
export class LockTimeoutError extends Error {
  override readonly name = 'LockTimeoutError'
  readonly waitedMs: number
  readonly holderPid: number | undefined
  constructor(folder: string, waitedMs: number, holderPid: number | undefined) {
    super(`waited ${waitedMs} ms for ${folder}, held by process ${holderPid ?? 'unknown'}`)
    this.waitedMs = waitedMs
    this.holderPid = holderPid
  }
}

const BEAT_MS = 1000
/** Unpublished files of killed processes are deleted after so long. */
const ABANDONED_MS = 3_600_000

/**
 * Takes a lock that a killed process cannot leave behind, among all processes and threads that name the same folder.
 *
 * The folder holds files named by a number, the generation. A file is published whole by link(2), which fails where
 * the name exists, and says who made it. The lock is the file with the highest number; it is free when that file is
 * marked released or its owner is dead (pid and start time). To take it, whoever read generation n as free
 *
 *   1. creates n + 1: of all who try, one succeeds;
 *   2. lists the folder again, and withdraws where there is a higher number;
 *   3. deletes the files below its own, never the highest.
 *
 * Why two never hold it. A file is deleted only below one that exists, so the highest number ever created is there at
 * every moment. Let P pass step 2 with n + 1: nothing higher had been created until then. Nobody had created n + 1
 * before, as it could have gone only below something higher: each number has at most one holder. And P had read n
 * while it was the highest, so as its one creator left it, who has therefore released it, or is dead; or was withdrawing.
 * A process that stalls between reading n and creating n + 1, while others go on to n + 5 and delete n + 1, does create
 * n + 1 anew: step 2 is for that one.
 * This asks of a listing that it is a snapshot: the folder has a handful of names, which a local file system returns
 * in one call, under the folder's own lock.
 *
 * What pids cannot tell (a thread that was terminated, a stopped process, another host or container), the heartbeat
 * does: the holder touches its file each second, and one whose file does not move for `silentMs` has lost the lock.
 * It may still be at work: what is guarded must bear that two do it, each in a place named by its generation.
 *
 * @throws {LockTimeoutError} naming the holder's pid; the signal's reason where it aborted.
 */
export async function takeLock(folder: string, options: LockOptions): Promise<Lock> {
  const { timeoutMs, signal, pollMs = 25, silentMs = 30_000 } = options
  const watch = new HolderWatch(silentMs)
  const begun = performance.now()
  await makePrivateFolder(folder)
  for (;;) {
    if (signal?.aborted) throw signal.reason
    const highest = (await list(folder)).generations[0]
    if (highest === undefined || (await watch.isFree(join(folder, String(highest))))) {
      const lock = await claim(folder, (highest ?? 0) + 1)
      if (lock !== undefined) return lock
      continue
    }
    const waitedMs = Math.round(performance.now() - begun)
    if (waitedMs >= timeoutMs) throw new LockTimeoutError(folder, waitedMs, watch.holderPid)
    await sleep(pollMs, undefined, signal && { signal }).catch(() => {
      if (signal?.aborted) throw signal.reason
    })
  }
}

/** Steps 1 to 3; `undefined` where another was first. */
export async function claim(folder: string, generation: number): Promise<Lock | undefined> {
  const path = join(folder, String(generation))
  const file = await publish(folder, path)
  if (file === undefined) return undefined
  const { generations, drafts } = await list(folder)
  if (generations.some((other) => other > generation)) {
    await file.close()
    await rm(path, { force: true })
    return undefined
  }
  for (const lower of generations) {
    if (lower < generation) await rm(join(folder, String(lower)), { force: true })
  }
  await removeAbandoned(folder, drafts)
  return new HeldLock(generation, file)
}

/** Creates the file with its content at once; `undefined` where the name is taken. The handle stays open on it. */
async function publish(folder: string, path: string): Promise<FileHandle | undefined> {
  const draft = join(folder, `draft-${randomUUID()}`)
  const content = JSON.stringify(await ownIdentity())
  const file = await create(draft, folder)
  try {
    await file.writeFile(content)
    await link(draft, path)
    return file
  } catch (error) {
    await file.close()
    const code = errorCode(error)
    // ENOENT: the whole cache was deleted just now.
    if (code === 'EEXIST' || code === 'ENOENT') return undefined
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'ENOSYS') {
      return publishUnlinked(path, content)
    }
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** A file system without hard links: until the content is there, readers judge the file by its heartbeat alone. */
async function publishUnlinked(path: string, content: string): Promise<FileHandle | undefined> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(content)
    return file
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return undefined
    throw error
  }
}

async function create(path: string, folder: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    await makePrivateFolder(folder)
    return open(path, 'wx', 0o600)
  }
}

/** The generations, highest first. */
async function list(folder: string): Promise<{ generations: number[]; drafts: string[] }> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  const generations = names.filter((name) => /^\d+$/.test(name)).map(Number)
  return { generations: generations.sort((a, b) => b - a), drafts: names.filter((name) => name.startsWith('draft-')) }
}

async function removeAbandoned(folder: string, drafts: readonly string[]): Promise<void> {
  for (const draft of drafts) {
    const path = join(folder, draft)
    const stats = await stat(path).catch(() => undefined)
    if (stats !== undefined && realNow() - stats.mtimeMs > ABANDONED_MS) await rm(path, { force: true })
  }
}

/** Works on the open file, not on its name: that may be another's, where somebody deleted the cache. */
class HeldLock implements Lock {
  readonly generation: number
  readonly #file: FileHandle
  readonly #heartbeat: NodeJS.Timeout
  #released: Promise<void> | undefined

  constructor(generation: number, file: FileHandle) {
    this.generation = generation
    this.#file = file
    this.#heartbeat = setInterval(() => {
      const seconds = realNow() / 1000
      file.utimes(seconds, seconds).catch(() => {})
    }, BEAT_MS)
    this.#heartbeat.unref()
  }

  release(): Promise<void> {
    this.#released ??= this.#markReleased()
    return this.#released
  }

  async #markReleased(): Promise<void> {
    clearInterval(this.#heartbeat)
    try {
      await this.#file.write(Buffer.from(RELEASED), 0, 1, 0)
    } finally {
      await this.#file.close()
    }
  }
}
