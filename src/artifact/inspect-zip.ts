import { closeSync, openSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Artifact, MOST_UNPACKED_BYTES, tooLarge } from './artifact.ts'
import { chooseProgram, type PlacedEntry } from './choose-program.ts'
import { inspectProgram } from './inspect-program.ts'
import { withFile, writeWhole } from './open-file.ts'
import { linkFaults, readLink, resolveLink } from './resolve-link.ts'
import { withZip, type ZipArchive } from './zip-archive.ts'
import { entryFault, type ZipEntry } from './zip-entry.ts'

/** Reads a zip file to its end, so that its sizes are those of its bytes; only the program is written to a file meanwhile. */
export async function inspectZip(path: string, signal: AbortSignal | undefined): Promise<Artifact> {
  const { size } = await stat(path)
  return withZip(path, signal, async (archive) => {
    const { placed, elf, unpackedBytes, faults } = await readAll(archive)
    const { places } = archive
    const chosen = await chooseProgram(
      placed,
      (place) => resolveLink((each) => places.get(each), place),
      (place) => elf.has(place),
    )
    const { named, file } = chosen ?? {}
    const zipped = archive.entries.find(({ place }) => place === file?.place)
    const readable = zipped !== undefined && entryFault(zipped) === undefined
    const program = readable ? await programOf(archive, zipped) : undefined
    return {
      kind: 'zip',
      path,
      bytes: size,
      unpackedBytes,
      entries: placed.map(({ entry }) => entry),
      ...(named !== undefined &&
        file !== undefined &&
        program !== undefined && {
          program: {
            name: named.entry.name,
            bytes: file.entry.bytes,
            ...(file.entry.mode !== undefined && { mode: file.entry.mode }),
            ...program,
          },
        }),
      faults,
    }
  })
}

async function readAll(archive: ZipArchive) {
  const { places } = archive
  const faults = [...archive.faults]
  const placed: PlacedEntry[] = []
  const elf = new Set<string>()
  let unpackedBytes = 0
  // Entries that overlap would be read again and again, and what has no end to no end.
  let isRead = faults.every(({ problem, entry }) => entry !== undefined || problem === 'duplicate-name')
  for (const each of archive.entries) {
    const { entry, name, place, kind, mode } = each
    let bytes = entry.uncompressedSize
    if (isRead && kind !== 'folder' && entryFault(each) === undefined) {
      const limit = MOST_UNPACKED_BYTES - unpackedBytes
      const read = kind === 'link' ? await readLink(archive, each) : await readStart(archive, each, limit)
      if ('target' in read) places.set(place, { kind, target: read.target })
      if ('start' in read && read.start === '\x7fELF') elf.add(place)
      bytes = read.bytes
      unpackedBytes += bytes
      if (read.fault !== undefined) faults.push(read.fault)
      if (bytes > limit) {
        isRead = false
        faults.push(tooLarge)
      }
    }
    const target = kind === 'link' ? places.get(place)?.target : undefined
    placed.push({
      place,
      entry: { name, kind, bytes, ...(mode !== undefined && { mode }), ...(target !== undefined && { target }) },
    })
  }
  return { placed, elf, unpackedBytes, faults: [...faults, ...linkFaults(places)] }
}

/** Reads an entry to its end, and gives its first four bytes. */
async function readStart(archive: ZipArchive, entry: ZipEntry, limit: number) {
  let start = ''
  const read = await archive.read(entry, limit, (chunk) => {
    if (start.length < 4) start += chunk.toString('latin1', 0, 4 - start.length)
  })
  return { ...read, start }
}

async function programOf(archive: ZipArchive, entry: ZipEntry) {
  const folder = await mkdtemp(join(tmpdir(), 'use-go-lambda-'))
  try {
    const path = join(folder, 'program')
    const file = openSync(path, 'wx', 0o600)
    try {
      await archive.read(entry, MOST_UNPACKED_BYTES, (chunk) => writeWhole(file, chunk))
    } finally {
      closeSync(file)
    }
    return await withFile(path, inspectProgram)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
