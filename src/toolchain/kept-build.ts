import { statSync } from 'node:fs'
import { readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { type Fingerprint, stillTrue } from './fingerprint.ts'
import { ownFile } from './private-folder.ts'
import { putInPlace } from './put-in-place.ts'

/** A binary of the cache with the state of what it was made of. */
interface KeptBuild {
  readonly binary: string
  readonly size: number
  readonly ino: number
  readonly mtimeMs: number
  readonly durationMs: number
  readonly fingerprint: Fingerprint
}

/** Keeps how things stood when this binary was built; `undefined` says that nobody knows. */
export async function keepBuild(
  folder: string,
  binary: string,
  durationMs: number,
  fingerprint: Fingerprint | undefined,
): Promise<void> {
  if (fingerprint === undefined) return rm(keptIn(folder), { force: true })
  const { size, ino, mtimeMs } = statSync(binary)
  await write(folder, { binary, size, ino, mtimeMs, durationMs, fingerprint })
}

/** The cache's binary, where nothing that it was made of has changed since. Looks at files only: no go command runs. */
export async function upToDate(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly binary: string; readonly durationMs: number } | undefined> {
  const kept = await read(folder)
  if (kept === undefined) return undefined
  const { binary, size, ino, mtimeMs, durationMs } = kept
  const stats = ownFile(binary)
  if (stats === undefined) return undefined
  if (stats.size !== size || stats.ino !== ino || stats.mtimeMs !== mtimeMs) {
    // Changed since it was built. Go would not notice, and say that it is up to date.
    await rm(binary, { force: true })
    return undefined
  }
  const now = realNow()
  const fingerprint = stillTrue(kept.fingerprint, env, now)
  if (fingerprint === undefined) return undefined
  // The cache drops what was not used for long.
  if (fingerprint !== kept.fingerprint) await write(folder, { ...kept, fingerprint })
  else await utimes(keptIn(folder), now / 1000, now / 1000).catch(() => undefined)
  return { binary, durationMs }
}

function keptIn(folder: string): string {
  return join(folder, 'kept.json')
}

async function read(folder: string): Promise<KeptBuild | undefined> {
  try {
    return JSON.parse(await readFile(keptIn(folder), 'utf8')) as KeptBuild
  } catch {
    return undefined
  }
}

async function write(folder: string, kept: KeptBuild): Promise<void> {
  const make = (draft: string) => writeFile(draft, JSON.stringify(kept), { mode: 0o600, flag: 'wx' })
  await putInPlace(keptIn(folder), make).catch(() => undefined) // only time is lost
}
