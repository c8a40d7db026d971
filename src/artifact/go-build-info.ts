import { Buffer } from 'node:buffer'
import type { ByteSource } from './binary-header.ts'
import { type LoadedImage, loadImage, readAddress } from './load-image.ts'
import { withFile } from './open-file.ts'
import { parseModuleInfo } from './parse-module-info.ts'

/** A module that a program was built from. */
export interface GoModule {
  readonly path: string
  /** `v1.55.0`; `(devel)` for the main module of a working copy; empty where nobody said. */
  readonly version: string
  /** What stands in its place by a `replace` of go.mod; a folder has no version. */
  readonly replace?: GoModule
}

/** What `go version -m` prints of a program. */
export interface GoBuildInfo {
  /** `go1.26.8`. */
  readonly goVersion: string
  /** The import path of the main package; `command-line-arguments` where files were named. */
  readonly path: string
  readonly main?: GoModule
  readonly deps: readonly GoModule[]
  /** `-tags`, `-race`, `CGO_ENABLED`, `GOARCH`, `vcs.revision` and the like, as `go build` wrote them. */
  readonly settings: Readonly<Record<string, string>>
}

const magic = Buffer.from('\xff Go buildinf:', 'latin1')
const ALIGNMENT = 16
const HEADER_BYTES = 32
const INLINE = 2
const BIG_ENDIAN = 1
const CHUNK_BYTES = 2 ** 20
/** The linker puts it near the beginning of the data; in a file without a section table no more than this is searched. */
const MOST_SEARCHED = 64 * CHUNK_BYTES
const MOST_PLACES = 4
/** A program of a thousand modules has about 100 kB. */
const MOST_TEXT_BYTES = 16 * CHUNK_BYTES
/** Between such marks stands the modules' text. */
const MARK_BYTES = 16

/**
 * Reads what a Go program says of its own build, from the file itself: an ELF or Mach-O file of Go 1.13 or later, stripped
 * or not. `undefined` where there is none: in other languages' programs, and in files that are no programs.
 *
 * Rejects with the system's error where the file cannot be opened. Never throws on odd bytes.
 *
 * @see GOROOT/src/debug/buildinfo/buildinfo.go
 */
export async function readGoBuildInfo(path: string): Promise<GoBuildInfo | undefined> {
  return withFile(path, parseGoBuildInfo)
}

/** As {@link readGoBuildInfo}, of bytes. */
export function parseGoBuildInfo(source: ByteSource): GoBuildInfo | undefined {
  const image = loadImage(source)
  const address = image && findMagic(source, image)
  if (image === undefined || address === undefined) return undefined
  const header = readAddress(source, image, address, HEADER_BYTES)
  const flags = header[15] ?? 0
  const [goVersion, modules] =
    (flags & INLINE) !== 0 ? inlineTexts(source, image, address) : pointedTexts(source, image, header)
  if (!goVersion) return undefined
  return { goVersion: goVersion.toString(), ...parseModuleInfo(withoutMarks(modules)) }
}

function findMagic(source: ByteSource, image: LoadedImage): number | undefined {
  for (const place of image.places.slice(0, MOST_PLACES)) {
    const found = findMagicIn(source, image, place)
    if (found !== undefined) return found
  }
  return undefined
}

function findMagicIn(source: ByteSource, image: LoadedImage, { address, size }: LoadedImage['places'][number]) {
  const end = address + Math.min(size, MOST_SEARCHED)
  for (let at = Math.ceil(address / ALIGNMENT) * ALIGNMENT; at < end; at += CHUNK_BYTES) {
    const chunk = readAddress(source, image, at, Math.min(CHUNK_BYTES, end - at))
    if (chunk.length === 0) return undefined
    for (let found = chunk.indexOf(magic); found !== -1; found = chunk.indexOf(magic, found + 1)) {
      if (found % ALIGNMENT === 0) return end - at - found < HEADER_BYTES ? undefined : at + found
    }
  }
  return undefined
}

/** Since Go 1.18: two texts behind the header, each after its length. */
function inlineTexts(source: ByteSource, image: LoadedImage, address: number): (Buffer | undefined)[] {
  const version = inlineText(source, image, address + HEADER_BYTES)
  const modules = version && inlineText(source, image, version.end)
  return [version?.text, modules?.text]
}

function inlineText(source: ByteSource, image: LoadedImage, address: number) {
  const head = readAddress(source, image, address, 5)
  let length = 0
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0
    length += (byte & 0x7f) * 2 ** (7 * at)
    if (byte >= 0x80) continue
    const text = wholeText(source, image, address + at + 1, length)
    return text && { text, end: address + at + 1 + length }
  }
  return undefined
}

/** Of Go 1.13 to 1.17: the header points at two of Go's strings, each a pointer and a length. */
function pointedTexts(source: ByteSource, image: LoadedImage, header: Buffer): (Buffer | undefined)[] {
  const size = header[14]
  const isBig = ((header[15] ?? 0) & BIG_ENDIAN) !== 0
  if ((size !== 4 && size !== 8) || header.length < HEADER_BYTES) return []
  const pointer = (bytes: Buffer, at: number) => {
    if (size === 4) return isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    return Number(isBig ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at))
  }
  return [16, 16 + size].map((at) => {
    const string = readAddress(source, image, pointer(header, at), 2 * size)
    return string.length < 2 * size ? undefined : wholeText(source, image, pointer(string, 0), pointer(string, size))
  })
}

function wholeText(source: ByteSource, image: LoadedImage, address: number, length: number): Buffer | undefined {
  if (length > MOST_TEXT_BYTES) return undefined
  const bytes = readAddress(source, image, address, length)
  return bytes.length < length ? undefined : bytes
}

function withoutMarks(modules: Buffer | undefined): string {
  if (modules === undefined || modules.length < 2 * MARK_BYTES + 1) return ''
  if (modules.at(-MARK_BYTES - 1) !== 0x0a) return ''
  return modules.toString('utf8', MARK_BYTES, modules.length - MARK_BYTES)
}
