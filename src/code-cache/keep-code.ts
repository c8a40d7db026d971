import { statSync } from 'node:fs'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { cacheFolder, makeCacheFolder, makePrivateFolder, putInPlace } from '../toolchain/index.ts'
import { folder } from './folder.ts'
import { isSame, KeptCode, keptCode, keptIn, type Source, sourceOf } from './kept-code.ts'
import { scripts } from './scripts.ts'

/** Another release of the package or of Node is in use by then; else it is written anew. */
const oldMs = 30 * 86_400_000

/** Writes the code of the files that this process had to compile, beside what was kept of others. */
export async function keepCode(): Promise<void> {
  const path = keptIn()
  makeCacheFolder(cacheFolder())
  await makePrivateFolder(dirname(path))
  const bytes = everything().toBytes()
  await putInPlace(path, (draft) => writeFile(draft, bytes, { mode: 0o600, flag: 'wx' }))
  await removeOld(dirname(path))
}

/** Also of files that only other processes have needed, unless they are another release's. */
function everything(): KeptCode {
  const before = [...keptCode().entries()].filter(([name, [source]]) => isAsItWas(name, source))
  const codes = new Map<string, readonly [Source, Buffer]>(before)
  for (const { name, source, script, kept } of scripts) if (!kept) codes.set(name, [source, script.createCachedData()])
  return KeptCode.of(codes)
}

function isAsItWas(name: string, source: Source): boolean {
  const stats = statSync(join(folder, name), { throwIfNoEntry: false })
  return stats !== undefined && isSame(source, sourceOf(stats))
}

async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (realNow() - mtimeMs > oldMs) await rm(path, { force: true })
  }
}
