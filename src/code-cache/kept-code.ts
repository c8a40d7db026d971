import { lstatSync, readFileSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder } from '../toolchain/index.ts'
import { folder } from './folder.ts'

/**
 * What tells one state of a file from every other: size, inode and time of change (`ctime`, which nobody can set; npm gives
 * every file of every release one and the same `mtime`). V8 itself compares no more than the length.
 */
export type Source = readonly [size: number, ino: number, ctimeMs: number]

export function sourceOf({ size, ino, ctimeMs }: Stats): Source {
  return [size, ino, ctimeMs]
}

export function isSame(one: Source, other: Source): boolean {
  return one.every((part, index) => part === other[index])
}

interface Entry {
  readonly source: Source
  readonly at: number
  readonly length: number
}

/** Code of files by their names, as V8 gave it (`createCachedData`). */
export class KeptCode {
  readonly #entries: Readonly<Record<string, Entry>>
  readonly #codes: Buffer

  private constructor(entries: Readonly<Record<string, Entry>>, codes: Buffer) {
    this.#entries = entries
    this.#codes = codes
  }

  static read(path: string): KeptCode {
    try {
      const folder = dirname(path)
      if (![statSync(dirname(folder)), lstatSync(folder), lstatSync(path)].every(isOnlyOurs)) return none()
      const bytes = readFileSync(path)
      const end = bytes.indexOf(0x0a)
      return new KeptCode(JSON.parse(bytes.toString('latin1', 0, end)), bytes.subarray(end + 1))
    } catch {
      return none()
    }
  }

  static of(codes: ReadonlyMap<string, readonly [source: Source, code: Buffer]>): KeptCode {
    const entries: Record<string, Entry> = {}
    let at = 0
    for (const [name, [source, { length }]] of codes) {
      entries[name] = { source, at, length }
      at += length
    }
    return new KeptCode(entries, Buffer.concat([...codes.values()].map(([, code]) => code)))
  }

  *entries(): Generator<[name: string, [source: Source, code: Buffer]]> {
    for (const [name, { source, at, length }] of Object.entries(this.#entries)) {
      yield [name, [source, this.#codes.subarray(at, at + length)]]
    }
  }

  /** `undefined` where there is none of this state of the file. */
  get(name: string, source: Source): Buffer | undefined {
    const { [name]: entry } = this.#entries
    if (entry === undefined || !isSame(entry.source, source)) return undefined
    return this.#codes.subarray(entry.at, entry.at + entry.length)
  }

  /** As {@link read} takes it: a line of JSON, then the codes. */
  toBytes(): Buffer {
    return Buffer.concat([Buffer.from(`${JSON.stringify(this.#entries)}\n`, 'latin1'), this.#codes])
  }
}

let kept: KeptCode | undefined

/** What earlier processes have kept for this package; read once. */
export function keptCode(): KeptCode {
  kept ??= KeptCode.read(keptIn())
  return kept
}

/** The file for it: what V8 compiles is another thing in every release, and for every processor. */
export function keptIn(): string {
  return join(cacheFolder(), 'code', `${hash(folder)}-${process.version}-${process.arch}`)
}

/** FNV-1a. Two folders of one name would only cost each other time. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}

/** Code in it is run: as trusted as the binaries of the cache. A link is writable by all. */
function isOnlyOurs({ uid, mode }: Stats): boolean {
  return (process.getuid === undefined || uid === process.getuid()) && (mode & 0o022) === 0
}

function none(): KeptCode {
  return KeptCode.of(new Map())
}
