import { Buffer } from 'node:buffer'
import type { ArtifactEntry, ArtifactFault } from './artifact.ts'
import type { ZipArchive } from './zip-archive.ts'
import { quoted, type ZipEntry } from './zip-entry.ts'

const MOST_LINKS = 40
/** Characters of paths that are looked up for all links of an artefact; one with many links that lead to links is refused. */
const MOST_WORK = 2 ** 24
/** What a step costs besides. */
const STEP = 16
/** Linux's limit for a path. */
const MOST_TARGET_BYTES = 4096

/** What is at a place below an artefact's folder. */
export type Placed = Pick<ArtifactEntry, 'kind' | 'target'>

/**
 * Follows the symbolic links of an artefact as Linux would, without touching a file: `..` behind a link to a folder is
 * the folder above that one.
 *
 * @returns the place below the folder; `undefined` where a link leads out of it, nowhere, or around in circles.
 */
export function resolveLink(
  placed: (place: string) => Placed | undefined,
  place: string,
  budget = { work: MOST_WORK },
): string | undefined {
  const left = place.split('/').reverse()
  const at: string[] = []
  let followed = 0
  while (left.length > 0) {
    const part = left.pop() ?? ''
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (at.pop() === undefined) return undefined
      continue
    }
    const here = [...at, part].join('/')
    budget.work -= here.length + STEP
    const found = budget.work < 0 ? undefined : placed(here)
    if (found === undefined) return undefined
    if (found.kind === 'link') {
      const { target = '' } = found
      if (target === '' || target.startsWith('/') || ++followed > MOST_LINKS) return undefined
      budget.work -= target.length
      left.push(...target.split('/').reverse())
      continue
    }
    if (found.kind !== 'folder' && left.some((rest) => rest !== '' && rest !== '.')) return undefined
    at.push(part)
  }
  return at.join('/')
}

/** What is wrong with the links among these places. */
export function linkFaults(places: ReadonlyMap<string, Placed>): ArtifactFault[] {
  const faults: ArtifactFault[] = []
  const budget = { work: MOST_WORK }
  for (const [place, { kind, target = '' }] of places) {
    if (kind !== 'link' || resolveLink((each) => places.get(each), place, budget) !== undefined) continue
    const reason = `the link ${quoted(place)} leads out of the folder, nowhere, or around in circles (${quoted(target)})`
    faults.push({ problem: 'link-leaves', reason, entry: place })
  }
  return faults
}

/** Reads where a link of a zip leads: its bytes are the path. */
export async function readLink(archive: ZipArchive, entry: ZipEntry) {
  const chunks: Buffer[] = []
  const read = await archive.read(entry, MOST_TARGET_BYTES, (chunk) => chunks.push(chunk))
  return { ...read, target: read.bytes > MOST_TARGET_BYTES ? '' : Buffer.concat(chunks).toString() }
}
