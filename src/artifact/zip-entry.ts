import type { Entry } from 'yauzl'
import { getFileNameLowLevel } from 'yauzl'
import type { ArtifactEntry, ArtifactFault } from './artifact.ts'

/** One entry of a zip file's directory. */
export interface ZipEntry {
  readonly entry: Entry
  /** As it stands in the zip. */
  readonly name: string
  /** Its place below the folder, without `.` and doubled slashes; empty for the folder itself. */
  readonly place: string
  readonly kind: ArtifactEntry['kind']
  /** Permission bits; absent where the zip holds none. */
  readonly mode?: number
}

/** Linux's limits are 4096 and 255 bytes, with the folder's own path. */
const MOST_NAME_LENGTH = 2048
const MOST_PART_LENGTH = 255
const UNIX = 3
const MAC_OS = 19
const kinds = new Map<number, ArtifactEntry['kind']>([
  [0, 'file'],
  [0o040000, 'folder'],
  [0o100000, 'file'],
  [0o120000, 'link'],
])

/** Reads an entry's name, and what it is from the attributes of the system that packed it. */
export function zipEntry(entry: Entry): ZipEntry {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
  const place = name.split('/').filter((part) => part !== '' && part !== '.')
  const system = entry.versionMadeBy >>> 8
  const attributes = system === UNIX || system === MAC_OS ? entry.externalFileAttributes >>> 16 : 0
  const kind = name.endsWith('/') ? 'folder' : (kinds.get(attributes & 0o170000) ?? 'special')
  return {
    entry,
    name,
    place: place.join('/'),
    kind,
    ...(attributes !== 0 && { mode: attributes & 0o7777 }),
  }
}

/** What keeps an entry from being unpacked, as far as it alone tells. */
export function entryFault({ entry, name, place, kind }: ZipEntry): ArtifactFault | undefined {
  const fault = (problem: ArtifactFault['problem'], what: string) => ({ problem, reason: what, entry: name })
  const shown = quoted(name)
  if (name.includes('\\')) return fault('path-leaves', `${shown} has a backslash in its name`)
  if (name.startsWith('/') || /^[a-zA-Z]:/.test(name)) return fault('path-leaves', `${shown} is an absolute path`)
  if (place.split('/').includes('..')) return fault('path-leaves', `${shown} leaves the folder`)
  if (name === '' || /[\0-\x1f\x7f]/.test(name)) return fault('path-leaves', `${shown} is no name for a file`)
  if (place.length > MOST_NAME_LENGTH || place.split('/').some((part) => part.length > MOST_PART_LENGTH)) {
    return fault('path-leaves', `${shown} is longer than a path may be`)
  }
  if (kind === 'special') return fault('special-entry', `${shown} is a device, pipe or socket`)
  if (entry.isEncrypted()) return fault('encrypted', `${shown} is encrypted`)
  if (!entry.canDecodeFileData()) {
    return fault('unsupported-compression', `${shown} is packed by method ${entry.compressionMethod}, not by deflate`)
  }
  return undefined
}

/** A name for a message: on one line, and not endless. */
export function quoted(name: string): string {
  const text = JSON.stringify(name)
  return text.length > 200 ? `${text.slice(0, 200)}…"` : text
}
