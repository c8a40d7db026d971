import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { realNow } from '../clock/index.ts'

const day = 86_400_000

/** As {@link boundCache}, once a day. Never fails: what could not be removed is tried again tomorrow. */
export async function boundCacheDaily(cacheFolder: string): Promise<void> {
  const stamp = join(cacheFolder, 'bounded')
  try {
    const { mtimeMs } = await stat(stamp).catch(() => ({ mtimeMs: 0 }))
    if (realNow() - mtimeMs < day) return
    await writeFile(stamp, '', { mode: 0o600 })
    const { boundCache } = await import('./bound-cache.ts')
    await boundCache(cacheFolder)
  } catch {
    // nobody waits for it
  }
}
