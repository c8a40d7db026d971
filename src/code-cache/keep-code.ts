import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { cacheFolder, makeCacheFolder, makePrivateFolder } from '../toolchain/index.ts'
import { folder } from './folder.ts'
import { KeptCode, keptCode, keptIn, type Source } from './kept-code.ts'
import { scripts } from './scripts.ts'

/** Another release of the package or of Node is in use by then. */
const oldMs = 30 * 86_400_000

/** Writes the code of all files that this process has compiled. */
export async function keepCode(): Promise<void> {
  const path = keptIn(folder)
  makeCacheFolder(cacheFolder())
  await makePrivateFolder(dirname(path))
  await write(path, everything().toBytes())
  await removeOld(dirname(path))
}

/** Also of files that only other processes have needed. */
function everything(): KeptCode {
  const before = keptCode(folder)
  const codes = new Map<string, readonly [Source, Buffer]>(before.entries())
  for (const { name, source, script } of scripts) codes.set(name, [source, script.createCachedData()])
  return KeptCode.of(codes)
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`
  try {
    await writeFile(draft, bytes, { mode: 0o600, flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (realNow() - mtimeMs > oldMs) await rm(path, { force: true })
  }
}
