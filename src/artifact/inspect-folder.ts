import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Artifact,
  type ArtifactEntry,
  type ArtifactFault,
  MOST_ENTRIES,
  MOST_UNPACKED_BYTES,
  tooLarge,
} from './artifact.ts'
import { chooseProgram, type PlacedEntry } from './choose-program.ts'
import { heed } from './heed.ts'
import { inspectProgram } from './inspect-program.ts'
import { withFile } from './open-file.ts'
import { linkFaults, type Placed, resolveLink } from './resolve-link.ts'

/** Where no file is called bootstrap, so many are looked at. */
const MOST_LOOKED_AT = 100

/** Reads a folder that is to be zipped: its program, and what else is in it. */
export async function inspectFolder(path: string, signal: AbortSignal | undefined): Promise<Artifact> {
  const placed: PlacedEntry[] = []
  const tooMany = await list(path, '', placed, signal)
  const places = new Map<string, Placed>(placed.map(({ place, entry }) => [place, entry]))
  const bytes = placed.reduce((sum, { entry }) => sum + (entry.kind === 'file' ? entry.bytes : 0), 0)
  const faults: ArtifactFault[] = [...linkFaults(places)]
  if (tooMany)
    faults.push({ problem: 'too-many-entries', reason: `it has more than ${MOST_ENTRIES} files and folders` })
  if (bytes > MOST_UNPACKED_BYTES) faults.push(tooLarge)
  let looked = 0
  const chosen = await chooseProgram(
    placed,
    (place) => resolveLink((each) => places.get(each), place),
    async (place) => looked++ < MOST_LOOKED_AT && (await isElf(join(path, place))),
  )
  return {
    kind: 'folder',
    path,
    bytes,
    unpackedBytes: bytes,
    entries: placed.map(({ entry }) => entry),
    ...(chosen !== undefined && {
      program: {
        name: chosen.named.entry.name,
        bytes: chosen.file.entry.bytes,
        ...(chosen.file.entry.mode !== undefined && { mode: chosen.file.entry.mode }),
        ...(await withFile(join(path, chosen.file.place), inspectProgram)),
      },
    }),
    faults,
  }
}

/** @returns whether there is more than can be deployed; then not all of it is listed. */
async function list(
  path: string,
  below: string,
  placed: PlacedEntry[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  for (const name of (await readdir(join(path, below))).sort()) {
    heed(signal)
    if (placed.length === MOST_ENTRIES) return true
    const place = below === '' ? name : `${below}/${name}`
    const entry = await entryAt(join(path, place), place)
    placed.push({ place, entry })
    if (entry.kind === 'folder' && (await list(path, place, placed, signal))) return true
  }
  return false
}

async function entryAt(path: string, name: string): Promise<ArtifactEntry> {
  const stats = await lstat(path)
  const mode = stats.mode & 0o7777
  if (stats.isSymbolicLink()) return { name, kind: 'link', bytes: stats.size, mode, target: await readlink(path) }
  if (stats.isDirectory()) return { name, kind: 'folder', bytes: 0, mode }
  return { name, kind: stats.isFile() ? 'file' : 'special', bytes: stats.size, mode }
}

function isElf(path: string): Promise<boolean> {
  return withFile(path, (file) => file.read(0, 4).toString('latin1') === '\x7fELF')
}
