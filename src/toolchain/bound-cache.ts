import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { errorMessage } from '../failure/index.ts'
import { LockTimeoutError, takeLock } from './generation-lock.ts'

/** What is kept of builds between runs. */
export interface CacheBound {
  /** Bytes of all binaries together; default 2 GiB. */
  readonly bytes?: number
  /** A binary that was not used for so long goes; default 30 days. */
  readonly unusedMs?: number
  /** One that was used since is never removed, whatever the others hold; default one day. */
  readonly freshMs?: number
}

/** What was removed. */
export interface Freed {
  readonly builds: number
  readonly bytes: number
  /** Keys of those that had to go and stayed: somebody is building them, or (`reason`) the system refuses. */
  readonly left: readonly { readonly key: string; readonly reason: string | undefined }[]
}

interface Kept {
  readonly key: string
  readonly bytes: number
  readonly usedAt: number
}

const day = 86_400_000

/** Folders of another name are not ours: the cache folder may have been set to one with a `bin` in it. */
export const buildName = /^[0-9a-f]{32}$/

/**
 * Removes binaries that were not used for long, then the longest unused until the rest fits. A run's own binaries are
 * links of its own, and stay. What somebody is building is left alone.
 */
export async function boundCache(cacheFolder: string, bound: CacheBound = {}): Promise<Freed> {
  const { bytes = 2 ** 31, unusedMs = 30 * day, freshMs = day } = bound
  const bin = join(cacheFolder, 'bin')
  const keys = (await readdir(bin).catch(() => [])).filter((name) => buildName.test(name))
  const kept = await Promise.all(keys.map((key) => look(join(bin, key), key)))
  const byAge = kept.sort((a, b) => a.usedAt - b.usedAt)
  const now = realNow()
  let total = byAge.reduce((sum, each) => sum + each.bytes, 0)
  const freed = { builds: 0, bytes: 0 }
  const left: Freed['left'][number][] = []
  for (const each of byAge) {
    const age = now - each.usedAt
    const goes = age > unusedMs || (total > bytes && age > freshMs)
    if (!goes) continue
    const stays = await remove(cacheFolder, each.key)
    if (stays !== undefined) {
      left.push({ key: each.key, ...stays })
      continue
    }
    total -= each.bytes
    freed.builds += 1
    freed.bytes += each.bytes
  }
  return { ...freed, left }
}

/** The time of `kept.json` is that of the last use; where there is none, that of the folder. */
async function look(folder: string, key: string): Promise<Kept> {
  const times: number[] = []
  let bytes = 0
  const walk = async (place: string): Promise<void> => {
    for (const entry of await readdir(place, { withFileTypes: true }).catch(() => [])) {
      const path = join(place, entry.name)
      if (entry.isDirectory()) await walk(path)
      const stats = await stat(path).catch(() => undefined)
      if (stats === undefined) continue
      times.push(stats.mtimeMs)
      if (stats.isFile()) bytes += stats.size
    }
  }
  await walk(folder)
  const own = await stat(folder).catch(() => undefined)
  return { key, bytes, usedAt: Math.max(own?.mtimeMs ?? 0, ...times) }
}

/** Why it stays; `undefined` where it has gone. */
async function remove(cacheFolder: string, key: string): Promise<{ readonly reason: string | undefined } | undefined> {
  try {
    const lock = await takeLock(join(cacheFolder, 'locks', key), { timeoutMs: 1 })
    try {
      await rm(join(cacheFolder, 'bin', key), { recursive: true, force: true })
    } finally {
      await lock.release()
    }
    return undefined
  } catch (error) {
    return { reason: error instanceof LockTimeoutError ? undefined : errorMessage(error) }
  }
}
