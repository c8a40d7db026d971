import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buildName } from './bound-cache.ts'

/** How much there is of something in the cache folder. */
export interface Amount {
  readonly count: number
  readonly bytes: number
}

/** What the cache folder holds. */
export interface CacheUsage {
  readonly builds: Amount
  /** Of runs under way, and of killed ones. */
  readonly runs: Amount
  /** Go's own caches (where there is no HOME), locks, lists. */
  readonly other: Amount
}

/** Measures the cache folder. A binary that has several names counts once, as a build. */
export async function cacheUsage(cacheFolder: string): Promise<CacheUsage> {
  const seen = new Set<string>()
  const builds = await amountOf(join(cacheFolder, 'bin'), (name) => buildName.test(name), seen)
  const runs = await amountOf(join(cacheFolder, 'runs'), () => true, seen)
  const other = await amountOf(cacheFolder, (name) => name !== 'bin' && name !== 'runs', seen)
  return { builds, runs, other }
}

async function amountOf(folder: string, counts: (name: string) => boolean, seen: Set<string>): Promise<Amount> {
  const names = (await readdir(folder).catch(() => [])).filter(counts)
  let bytes = 0
  const add = async (path: string): Promise<void> => {
    const stats = await stat(path, { bigint: true }).catch(() => undefined)
    if (stats === undefined || seen.has(`${stats.dev} ${stats.ino}`)) return
    seen.add(`${stats.dev} ${stats.ino}`)
    if (stats.isFile()) bytes += Number(stats.size)
    if (!stats.isDirectory()) return
    for (const name of await readdir(path).catch(() => [])) await add(join(path, name))
  }
  for (const name of names) await add(join(folder, name))
  return { count: names.length, bytes }
}
