import { Buffer } from 'node:buffer'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import { errorMessage } from '../failure/index.ts'
import { type ArtifactFault, MOST_ENTRIES } from './artifact.ts'
import { FileWindow } from './file-window.ts'
import { heed } from './heed.ts'
import { LambdaArtifactError } from './lambda-artifact-error.ts'
import { layOut } from './lay-out.ts'
import type { Placed } from './resolve-link.ts'
import { entryFault, quoted, type ZipEntry, zipEntry } from './zip-entry.ts'

const CHUNK_BYTES = 65_536
const MOST_SMALL_BYTES = 2 ** 20
/** Of all names and comments together: they are held in memory. */
const MOST_DIRECTORY_BYTES = 64 * 2 ** 20

/** A zip file that is open. */
export interface ZipArchive {
  readonly entries: readonly ZipEntry[]
  /** By the place below the folder; with the folders that have no entry of their own, and without the targets of links. */
  readonly places: Map<string, Placed>
  /** What keeps it from being unpacked. */
  readonly faults: readonly ArtifactFault[]
  /** The whole file's bytes, from its start. */
  content(): AsyncIterable<Buffer>
  /**
   * Unpacks an entry into `write` and gives the number of its real bytes. Stops behind the chunk that goes over `limit`.
   *
   * @returns with what is wrong with it; what was written is then of no use.
   */
  read(
    entry: ZipEntry,
    limit: number,
    write: (chunk: Buffer) => unknown,
  ): Promise<{ readonly bytes: number; readonly fault?: ArtifactFault }>
}

/**
 * Opens a zip file for `use`, reads its directory and closes it afterwards. What is wrong with it is in `faults`.
 * Names, sizes and offsets in it are not believed: no more is read or held than a limit allows.
 *
 * Rejects with the system's error where the file cannot be read, and with the signal's reason.
 */
export async function withZip<T>(
  path: string,
  signal: AbortSignal | undefined,
  use: (archive: ZipArchive) => Promise<T>,
): Promise<T> {
  heed(signal)
  // Opening a pipe would wait for somebody who writes to it.
  if (!(await stat(path)).isFile()) {
    throw new LambdaArtifactError('special-file', path, {
      reason: `${path} is a folder, device, pipe or socket, not a zip file`,
    })
  }
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { zip, window, ...directory } = await readDirectory(file, size, signal)
    return await use({
      ...directory,
      content: () => piecesOf(file, 0, size),
      read: async (entry, limit, write) => {
        if (zip === undefined) throw new Error('no zip file')
        return readEntry({ file, zip, window }, entry, limit, write, signal)
      },
    })
  } finally {
    await file.close()
  }
}

async function readDirectory(file: FileHandle, size: number, signal: AbortSignal | undefined) {
  const entries: ZipEntry[] = []
  const faults: ArtifactFault[] = []
  const window = new FileWindow(file)
  let zip: ZipFile | undefined
  let packed = 0
  let held = 0
  try {
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
    zip = await fromRandomAccessReaderPromise(window, size, options)
    for await (const raw of zip.eachEntry()) {
      heed(signal)
      held += raw.fileNameLength + raw.extraFieldLength + raw.fileCommentLength
      if (entries.length === MOST_ENTRIES || held > MOST_DIRECTORY_BYTES) {
        faults.push({ problem: 'too-many-entries', reason: `it has more than ${MOST_ENTRIES} entries` })
        break
      }
      const entry = zipEntry(raw)
      entries.push(entry)
      packed += raw.compressedSize
      const fault = entryFault(entry)
      if (fault !== undefined) faults.push(fault)
    }
    // Else a small file could have gigabytes unpacked one byte at a time.
    if (packed > size) faults.push({ problem: 'broken', reason: 'its entries overlap' })
  } catch (error) {
    if (signal?.aborted) throw error
    faults.push(directoryFault(error))
  }
  const layout = layOut(entries)
  return { zip, window, entries, places: layout.places, faults: [...faults, ...layout.faults] }
}

function directoryFault(error: unknown): ArtifactFault {
  const message = errorMessage(error)
  if (message.includes('encryption')) return { problem: 'encrypted', reason: 'it is encrypted' }
  return { problem: 'broken', reason: `it is no zip file, or a damaged one: ${firstSentence(message)}` }
}

function firstSentence(message: string): string {
  return message.split(/\.(?:\s|$)/)[0] ?? message
}

async function readEntry(
  { file, zip, window }: { readonly file: FileHandle; readonly zip: ZipFile; readonly window: FileWindow },
  { entry, name }: ZipEntry,
  limit: number,
  write: (chunk: Buffer) => unknown,
  signal: AbortSignal | undefined,
): Promise<{ readonly bytes: number; readonly fault?: ArtifactFault }> {
  const broken = (what: string): ArtifactFault => ({
    problem: 'broken',
    reason: `${quoted(name)} ${what}`,
    entry: name,
  })
  let bytes = 0
  let sum = 0
  let failed: { readonly error: unknown } | undefined
  const count = async (chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      heed(signal)
      bytes += chunk.length
      sum = crc32(chunk, sum)
      try {
        await write(chunk)
      } catch (error) {
        failed = { error }
        throw error
      }
      if (bytes > limit) return
    }
  }
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
    const small = await readSmall(window, entry, fileDataStart)
    const packed = piecesOf(file, fileDataStart, fileDataStart + entry.compressedSize)
    if (small !== undefined) await count([small])
    else if (entry.compressionMethod === 0) await pipeline(Readable.from(packed), count)
    else await pipeline(Readable.from(packed), createInflateRaw(), count)
  } catch (error) {
    if (failed !== undefined) throw failed.error
    heed(signal)
    if (bytes <= limit) return { bytes, fault: broken(`cannot be unpacked: ${firstSentence(errorMessage(error))}`) }
  }
  if (bytes > limit) return { bytes }
  if (bytes !== entry.uncompressedSize) {
    return { bytes, fault: broken(`has ${bytes} bytes, and announces ${entry.uncompressedSize}`) }
  }
  if (sum !== entry.crc32) return { bytes, fault: broken('is damaged: its checksum (CRC-32) is another') }
  return { bytes }
}

/** A file that is small before and after is unpacked at once: a stream for each of thousands would take minutes. */
async function readSmall(
  window: FileWindow,
  { compressedSize, uncompressedSize, compressionMethod }: Entry,
  start: number,
) {
  if (compressedSize > CHUNK_BYTES || uncompressedSize > MOST_SMALL_BYTES) return undefined
  const packed = await window.piece(start, compressedSize)
  if (compressionMethod === 0) return packed
  try {
    return inflateRawSync(packed, { maxOutputLength: MOST_SMALL_BYTES })
  } catch {
    // It is larger than announced, or damaged: how, the other way tells.
    return undefined
  }
}

async function* piecesOf(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const length = Math.min(CHUNK_BYTES, end - at)
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}
