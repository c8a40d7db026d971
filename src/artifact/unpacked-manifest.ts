import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, utimesSync } from 'node:fs'
import { lstat, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What must be in an unpacked folder: `<mode> <sha256>`, `<mode> folder`, `link <target>` by path. The same for the same zip. */
export type Manifest = Readonly<Record<string, string>>

/** The folder's list, where the folder holds what it says, to the byte. */
export async function unchangedManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const kept = await readFile(`${folder}.json`, 'utf8')
    const manifest = await manifestOf(folder)
    return kept === JSON.stringify(manifest) ? manifest : undefined
  } catch {
    return undefined
  }
}

/** Lists what is in a folder. */
export async function manifestOf(folder: string): Promise<Manifest> {
  const found: [string, string][] = []
  const list = async (below: string): Promise<void> => {
    for (const name of (await readdir(join(folder, below))).sort()) {
      const place = below === '' ? name : `${below}/${name}`
      const path = join(folder, place)
      const stats = await lstat(path)
      const mode = (stats.mode & 0o7777).toString(8)
      if (stats.isSymbolicLink()) found.push([place, `link ${await readlink(path)}`])
      else if (stats.isFile()) found.push([place, `${mode} ${await digest(path)}`])
      else if (!stats.isDirectory()) found.push([place, 'special'])
      else {
        found.push([place, `${mode} folder`])
        await list(place)
      }
    }
  }
  await list('')
  return Object.fromEntries(found)
}

/** Keeps the list beside the folder, for this user only. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const draft = `${folder}.${randomUUID()}.json`
  try {
    await writeFile(draft, JSON.stringify(manifest), { mode: 0o600, flag: 'wx' })
    await rename(draft, `${folder}.json`)
  } finally {
    await rm(draft, { force: true })
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

/** Its time is that of the last use, by which the cache removes it. */
export function renewUnpacked(folder: string, nowMs: number): void {
  try {
    utimesSync(`${folder}.json`, nowMs / 1000, nowMs / 1000)
  } catch {
    // removed: the start says what is missing
  }
}
