import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { boundCache, type Freed } from './bound-cache.ts'
import { makeCacheFolder } from './private-folder.ts'

/** A build's own place is not used for so long; what is older was left by one that was killed. */
const abandonedMs = 86_400_000

/**
 * Removes every binary that nobody is just building, unpacked zips, what was found out about Go code, the lists of what to build ahead, and compiled code of
 * this package. Safe while runs are under way where these zips are kept: of binaries they hold names of their own. Locks
 * stay, as somebody may be waiting at them.
 *
 * @param artifacts whether unpacked zips go.
 *
 * @throws {CacheFolderError} if the folder is another user's, or others may write to it.
 */
export async function cleanCache(cacheFolder: string, artifacts: boolean): Promise<Freed> {
  makeCacheFolder(cacheFolder)
  const freed = await boundCache(cacheFolder, { unusedMs: Number.NEGATIVE_INFINITY, artifacts })
  const ahead = join(cacheFolder, 'ahead')
  for (const name of await readdir(ahead).catch(() => [])) {
    if (/^[0-9a-f]{32}\.json/.test(name)) await rm(join(ahead, name), { force: true })
  }
  const code = join(cacheFolder, 'code')
  for (const name of await readdir(code).catch(() => [])) {
    if (/^[0-9a-f]{8}-v[\w.-]+$/.test(name)) await rm(join(code, name), { force: true })
  }
  const together = join(cacheFolder, 'together')
  for (const name of await readdir(together).catch(() => [])) {
    const { mtimeMs } = await stat(join(together, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (/^[0-9a-f-]{36}$/.test(name) && realNow() - mtimeMs > abandonedMs) {
      await rm(join(together, name), { recursive: true, force: true })
    }
  }
  return freed
}
