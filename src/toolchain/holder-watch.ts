import { open } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { errorCode } from '../failure/index.ts'
import { livesStill, type ProcessIdentity } from './process-identity.ts'

/** The first byte of a lock file that was released; one that is held begins with `{`. */
export const RELEASED = 'R'

/** A pause longer than this between two looks is not counted as silence: the machine slept, or we were stopped. */
const LONGEST_STEP_MS = 1000
/** On systems where looking at a process means to start `ps`, it is not asked at every look. */
const ASK_EVERY_MS = process.platform === 'linux' ? 0 : 1000

/** One waiter's view of a lock's holder, over several looks. */
export class HolderWatch {
  readonly #silentMs: number
  #file = ''
  #lastLook = 0
  #quietMs = 0
  #askedAt = Number.NEGATIVE_INFINITY
  #holderPid: number | undefined

  constructor(silentMs: number) {
    this.#silentMs = silentMs
  }

  /** The holder's pid, as far as it is known. */
  get holderPid(): number | undefined {
    return this.#holderPid
  }

  /** Whether the lock file at `path` is released, or its owner dead or silent. A file that has gone is not free: list again. */
  async isFree(path: string): Promise<boolean> {
    const seen = await readLockFile(path)
    if (seen === undefined) return false
    if (seen.text.startsWith(RELEASED)) return true
    const quietMs = this.#countQuiet(`${path} ${seen.mtimeMs}`)
    const owner = parseOwner(seen.text)
    if (owner !== undefined) {
      const isNew = this.#holderPid !== owner.pid
      this.#holderPid = owner.pid
      const now = performance.now()
      if (isNew || now - this.#askedAt >= ASK_EVERY_MS) {
        this.#askedAt = now
        if ((await livesStill(owner)) === 'dead') return true
      }
    }
    return quietMs >= this.#silentMs
  }

  #countQuiet(file: string): number {
    const now = performance.now()
    if (file === this.#file) {
      this.#quietMs += Math.min(now - this.#lastLook, LONGEST_STEP_MS)
    } else {
      this.#file = file
      this.#quietMs = 0
    }
    this.#lastLook = now
    return this.#quietMs
  }
}

/** Content and time by one open file: on a network file system, opening is what asks the server. */
async function readLockFile(path: string): Promise<{ text: string; mtimeMs: number } | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const { mtimeMs } = await file.stat()
      return { text: await file.readFile('utf8'), mtimeMs }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function parseOwner(text: string): ProcessIdentity | undefined {
  try {
    const owner: unknown = JSON.parse(text)
    if (typeof owner !== 'object' || owner === null) return undefined
    const { pid, started, place } = owner as Record<string, unknown>
    if (typeof pid !== 'number' || typeof started !== 'string' || typeof place !== 'string') return undefined
    return { pid, started, place }
  } catch {
    return undefined
  }
}
