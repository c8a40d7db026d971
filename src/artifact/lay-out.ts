import { type ArtifactFault, MOST_ENTRIES } from './artifact.ts'
import type { Placed } from './resolve-link.ts'
import { quoted, type ZipEntry } from './zip-entry.ts'

/** Folders that are only named by what is in them are made as well. */
const MOST_PLACES = 2 * MOST_ENTRIES

/** Where everything of a zip file goes. */
export interface Layout {
  /** By the place below the folder, with the folders that have no entry of their own. */
  readonly places: Map<string, Placed>
  readonly faults: readonly ArtifactFault[]
}

/** Finds a place for each entry, and what stands in each other's way. */
export function layOut(entries: readonly ZipEntry[]): Layout {
  const faults: ArtifactFault[] = []
  const places = new Map<string, Placed>()
  for (const { name, place, kind } of entries) {
    if (place === '') continue
    if (places.has(place)) {
      faults.push({ problem: 'duplicate-name', reason: `${quoted(name)} is there twice`, entry: name })
    } else places.set(place, { kind })
  }
  for (const { name, place } of entries) {
    const fault = makeRoom(places, name, place)
    if (fault === undefined) continue
    faults.push(fault)
    if (fault.problem === 'too-many-entries') break
  }
  return { places, faults }
}

function makeRoom(places: Map<string, Placed>, name: string, place: string): ArtifactFault | undefined {
  for (let end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1)) {
    const above = place.slice(0, end)
    const found = places.get(above)
    if (found?.kind === 'folder') return undefined
    if (found !== undefined) {
      const reason = `${quoted(name)} is below ${quoted(above)}, which is no folder`
      return { problem: 'path-leaves', reason, entry: name }
    }
    places.set(above, { kind: 'folder' })
    if (places.size > MOST_PLACES) {
      return { problem: 'too-many-entries', reason: `it has more than ${MOST_PLACES} files and folders` }
    }
  }
  return undefined
}
