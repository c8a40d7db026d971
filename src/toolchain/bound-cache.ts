import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { errorMessage } from '../failure/index.ts'
import { LockTimeoutError, takeLock } from './generation-lock.ts'

/** What is kept of builds, unpacked artefacts and answers about Go code between runs. */
export interface CacheBound {
  /** Bytes of all of them together; default 2 GiB. */
  readonly bytes?: number
  /** What was not used for so long goes; default 30 days. */
  readonly unusedMs?: number
  /** One that was used since is never removed, whatever the others hold; default one day. */
  readonly freshMs?: number
  /** Whether unpacked zips may go; default true. They are run where they lie, whoever runs them. */
  readonly artifacts?: boolean
}

/** What was removed. */
export interface Freed {
  readonly builds: number
  /** Unpacked zips. */
  readonly artifacts: number
  /** What was found out about Go code, and the programs that find it out. */
  readonly others: number
  readonly bytes: number
  /** Keys of those that had to go and stayed: somebody is building them, or (`reason`) the system refuses. */
  readonly left: readonly { readonly key: string; readonly reason: string | undefined }[]
}

interface Kept {
  readonly kind: 'builds' | 'artifacts' | 'others'
  readonly key: string
  /** The files and folders that it is made of, the one to be removed first ahead. */
  readonly paths: readonly string[]
  readonly bytes: number
  readonly usedAt: number
}

const day = 86_400_000

/** Folders of another name are not ours: the cache folder may have been set to one with a `bin` in it. */
export const buildName = /^[0-9a-f]{32}$/
/** An unpacked zip, its list beside it, and what was left half made of either. */
const artifactName = /^([0-9a-f]{64})(\.[0-9a-f-]{36})?(\.json)?$/
/** A program of ours, or an answer, and what was left half made of one. */
const otherName = /^[0-9a-f]{32}(?:\.json(?:\.[0-9a-f-]{36})?)?$/

/**
 * Removes binaries, unpacked zips and answers that were not used for long, then the longest unused until the rest fits. A run's own
 * binaries are links of its own, and stay. What somebody is building is left alone.
 */
export async function boundCache(cacheFolder: string, bound: CacheBound = {}): Promise<Freed> {
  const { bytes = 2 ** 31, unusedMs = 30 * day, freshMs = day, artifacts: mayGo = true } = bound
  const bin = join(cacheFolder, 'bin')
  const keys = (await readdir(bin).catch(() => [])).filter((name) => buildName.test(name))
  const builds = await Promise.all(keys.map((key) => look('builds', key, [join(bin, key)])))
  const artifacts = mayGo ? await artifactsIn(join(cacheFolder, 'artifacts')) : []
  const others = await Promise.all(['tools', 'types'].map((name) => othersIn(join(cacheFolder, name))))
  const byAge = [...builds, ...artifacts, ...others.flat()].sort((a, b) => a.usedAt - b.usedAt)
  const now = realNow()
  let total = byAge.reduce((sum, each) => sum + each.bytes, 0)
  const freed = { builds: 0, artifacts: 0, others: 0, bytes: 0 }
  const left: Freed['left'][number][] = []
  for (const each of byAge) {
    const age = now - each.usedAt
    const goes = age > unusedMs || (total > bytes && age > freshMs)
    if (!goes) continue
    const stays = each.kind === 'builds' ? await removeBuild(cacheFolder, each.key) : await removePaths(each.paths)
    if (stays !== undefined) {
      left.push({ key: each.key, ...stays })
      continue
    }
    total -= each.bytes
    freed[each.kind] += 1
    freed.bytes += each.bytes
  }
  return { ...freed, left }
}

/** What belongs to one zip goes together. */
async function artifactsIn(folder: string): Promise<Kept[]> {
  const byZip = new Map<string, string[]>()
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    const [, zip, , list] = artifactName.exec(name) ?? []
    if (zip === undefined) continue
    const paths = byZip.get(zip) ?? []
    // Without its list a folder is not used, so that nobody finds half of one.
    if (list === undefined) paths.push(join(folder, name))
    else paths.unshift(join(folder, name))
    byZip.set(zip, paths)
  }
  return Promise.all([...byZip].map(([zip, paths]) => look('artifacts', zip, paths)))
}

async function othersIn(folder: string): Promise<Kept[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => otherName.test(name))
  return Promise.all(names.map((name) => look('others', name, [join(folder, name)])))
}

/** The time of `kept.json`, or of a zip's list, is that of the last use; where there is none, that of the folder. */
async function look(kind: Kept['kind'], key: string, paths: readonly string[]): Promise<Kept> {
  const times: number[] = []
  let bytes = 0
  const add = async (path: string): Promise<void> => {
    // Where a link leads is not its own.
    const stats = await lstat(path).catch(() => undefined)
    if (stats === undefined) return
    times.push(stats.mtimeMs)
    if (stats.isFile()) bytes += stats.size
    if (!stats.isDirectory()) return
    for (const name of await readdir(path).catch(() => [])) await add(join(path, name))
  }
  for (const path of paths) await add(path)
  return { kind, key, paths, bytes, usedAt: Math.max(0, ...times) }
}

async function removePaths(paths: readonly string[]): Promise<{ readonly reason: string } | undefined> {
  try {
    for (const path of paths) await rm(path, { recursive: true, force: true })
    return undefined
  } catch (error) {
    return { reason: errorMessage(error) }
  }
}

/** Why it stays; `undefined` where it has gone. */
async function removeBuild(
  cacheFolder: string,
  key: string,
): Promise<{ readonly reason: string | undefined } | undefined> {
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
