import type { Buffer } from 'node:buffer'
import type { ByteSource } from './binary-header.ts'
import { type ElfNumbers, elfDynamics, elfNumbers, elfSegments, textAt, uint } from './elf-layout.ts'
import { type LoadedImage, readAddress } from './load-image.ts'

const DT_NEEDED = 1
const DT_STRTAB = 5
const DT_VERNEED = 0x6ffffffe
const VER_FLG_WEAK = 2
const RECORD_BYTES = 16
/** A program needs about three libraries and a dozen versions of each. */
const MOST_LIBRARIES = 256
const MOST_VERSIONS = 512
const MOST_NAME_BYTES = 256

/** What an ELF program needs of the system that loads it. */
export interface ElfNeeds {
  /** `libc.so.6`. */
  readonly libraries: readonly string[]
  /** The newest version of the symbols that it needs of the GNU C library, such as `2.34`. */
  readonly glibc?: string
}

/**
 * Reads what an ELF file has the loader find, as the loader itself does: by the dynamic section, which `strip` leaves.
 *
 * @see elf(5), "Version needed"
 */
export function readElfNeeds(source: ByteSource): ElfNeeds {
  const head = source.read(0, 64)
  const numbers = elfNumbers(head)
  const segments = elfSegments(source, head, numbers)
  const image = { loaded: segments, places: [] }
  const dynamics = elfDynamics(source, segments, numbers)
  const valueBehind = (wanted: number) => dynamics.find(({ tag }) => tag === wanted)?.value
  const texts = valueBehind(DT_STRTAB)
  if (texts === undefined) return { libraries: [] }
  const nameAt = (offset: number) => textAt(readAddress(source, image, texts + offset, MOST_NAME_BYTES), 0)
  const libraries = dynamics.filter(({ tag }) => tag === DT_NEEDED).slice(0, MOST_LIBRARIES)
  const needed = valueBehind(DT_VERNEED)
  const versions = needed === undefined ? [] : versionNames(source, image, needed, numbers).map(nameAt)
  const glibc = versions.flatMap((name) => /^GLIBC_(\d+(?:\.\d+)+)$/.exec(name)?.[1] ?? []).sort(byVersion)
  const newest = glibc.at(-1)
  return { libraries: libraries.map(({ value }) => nameAt(value)), ...(newest !== undefined && { glibc: newest }) }
}

/** Compares versions of numbers and dots: `2.4` is older than `2.34`. */
export function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number))
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Offsets of the names: one list per library, each with a list of versions. What is only wanted weakly is passed over. */
function versionNames(source: ByteSource, image: LoadedImage, start: number, { endian }: ElfNumbers): number[] {
  const record = (address: number): Buffer | undefined => {
    const bytes = readAddress(source, image, address, RECORD_BYTES)
    return bytes.length < RECORD_BYTES ? undefined : bytes
  }
  const names: number[] = []
  let seen = 0
  let library = record(start)
  for (let at = start; library !== undefined && seen < MOST_VERSIONS; library = record(at)) {
    let place = at + uint(library, 8, 4, endian)
    for (let left = uint(library, 2, 2, endian); left > 0 && seen < MOST_VERSIONS; left--, seen++) {
      const version = record(place)
      if (version === undefined) break
      if ((uint(version, 4, 2, endian) & VER_FLG_WEAK) === 0) names.push(uint(version, 8, 4, endian))
      place += uint(version, 12, 4, endian)
    }
    const next = uint(library, 12, 4, endian)
    if (next === 0) break
    at += next
    seen++
  }
  return names
}
