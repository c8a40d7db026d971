import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { errorCode } from '../failure/index.ts'
import { makePrivateFolder, ownFile } from './private-folder.ts'

/** Where one holder of a build's lock lets go build write. */
export interface BuildOutput {
  readonly path: string
  readonly folder: string
  readonly generation: number
}

/**
 * A place for `-o` that no other build writes to: `<folder>/<generation>/<name>`. A killed worker's go build may live a
 * moment longer than its lock, and write late.
 *
 * The binary before it is linked there, so that Go, where nothing changed, finds it up to date and does not link it anew.
 */
export async function openOutput(folder: string, generation: number, name: string): Promise<BuildOutput> {
  await makePrivateFolder(folder)
  const own = join(folder, String(generation))
  await rm(own, { recursive: true, force: true })
  await makePrivateFolder(own)
  const path = join(own, name)
  for (const other of await generationsIn(folder)) {
    const before = join(folder, String(other), name)
    // Go takes it for its own by its head alone.
    if (other === generation || ownFile(before) === undefined) continue
    try {
      await link(before, path)
      break
    } catch {
      // None there, or no hard links: it is linked anew, which costs a second at most.
    }
  }
  return { path, folder, generation }
}

/** Deletes the outputs of the builds before this one. */
export async function removeOlderOutputs({ folder, generation }: BuildOutput): Promise<void> {
  for (const other of await generationsIn(folder)) {
    if (other !== generation) await rm(join(folder, String(other)), { recursive: true, force: true })
  }
}

/**
 * Gives the run a name of its own for a binary, `<folder>/<inode>/<name>`, which stays when the cache's is replaced or
 * deleted. go build never writes into a file that is there, it puts a new one in its place; so a link is enough.
 */
export async function keepForRun(binary: string, folder: string): Promise<string> {
  const { ino, mtimeMs } = await stat(binary)
  const linked = join(folder, String(ino), basename(binary))
  await mkdir(join(folder, String(ino)), { recursive: true, mode: 0o700 })
  // What stands there under that number and is another file was put there by somebody.
  if (ownFile(linked)?.ino !== ino) await rm(linked, { recursive: true, force: true })
  try {
    await link(binary, linked)
    return linked
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return linked
  }
  // Another file system: a copy, whole before it has its name. Go touches the time of a binary that was up to date.
  const copied = join(folder, `${ino}-${Math.round(mtimeMs)}`, basename(binary))
  await mkdir(join(folder, `${ino}-${Math.round(mtimeMs)}`), { recursive: true, mode: 0o700 })
  const draft = `${copied}.${randomUUID()}`
  await copyFile(binary, draft, constants.COPYFILE_FICLONE)
  await rename(draft, copied)
  return copied
}

async function generationsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => b - a)
}
