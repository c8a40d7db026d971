import type { Buffer } from 'node:buffer'
import type { ByteSource, MachOHeader } from './binary-header.ts'
import type { Loaded, LoadedImage } from './load-image.ts'

type Slice = MachOHeader['slices'][number]

const FAT = 0xcafebabe
const FAT_64 = 0xcafebabf
const THIN_32 = 0xfeedface
const THIN_64 = 0xfeedfacf
/** A Java class begins like a fat file; its next number is a version of 45 or more. */
const MOST_SLICES = 20
const LC_SEGMENT_64 = 0x19
const READ_WRITE = 3
const MOST_COMMAND_BYTES = 65_536

const processors: Readonly<Record<number, string>> = {
  7: '386',
  12: 'arm',
  18: 'ppc',
  16777223: 'amd64',
  16777228: 'arm64',
}

const types: Readonly<Record<number, Slice['type']>> = {
  1: 'object-file',
  2: 'executable',
  6: 'shared-library',
  8: 'shared-library', // a bundle: loaded by dlopen
}

/** Reads a Mach-O header, thin or fat; `undefined` where the file is something else. See `<mach-o/loader.h>` and `<mach-o/fat.h>`. */
export function parseMachO(source: ByteSource, head: Buffer): MachOHeader | undefined {
  const thin = parseThin(head)
  if (thin !== undefined) return { format: 'mach-o', slices: [thin] }
  if (head.length < 8) return undefined
  const magic = head.readUInt32BE(0)
  const count = head.readUInt32BE(4)
  if ((magic !== FAT && magic !== FAT_64) || count === 0 || count > MOST_SLICES) return undefined
  const entrySize = magic === FAT_64 ? 32 : 20
  const slices: Slice[] = []
  for (let at = 8; slices.length < count && at + entrySize <= head.length; at += entrySize) {
    const offset = magic === FAT_64 ? Number(head.readBigUInt64BE(at + 8)) : head.readUInt32BE(at + 8)
    const type = parseThin(source.read(offset, 32))?.type ?? 'unknown'
    slices.push({ arch: archOf(head.readUInt32BE(at)), type })
  }
  return { format: 'mach-o', slices }
}

function parseThin(head: Buffer): Slice | undefined {
  if (head.length < 16) return undefined
  const little = head.readUInt32LE(0)
  const big = head.readUInt32BE(0)
  if (little === THIN_32 || little === THIN_64) {
    return { arch: archOf(head.readUInt32LE(4)), type: types[head.readUInt32LE(12)] ?? 'unknown' }
  }
  if (big === THIN_32 || big === THIN_64) {
    return { arch: archOf(head.readUInt32BE(4)), type: types[head.readUInt32BE(12)] ?? 'unknown' }
  }
  return undefined
}

function archOf(processor: number): string {
  return processors[processor] ?? `processor 0x${processor.toString(16)}`
}

/** Where the parts of a Mach-O program are loaded; of a fat file, the first. `undefined` where the file is something else. */
export function loadMachO(source: ByteSource, head: Buffer): LoadedImage | undefined {
  const fat = parseMachO(source, head)
  if (fat === undefined) return undefined
  const start = parseThin(head) === undefined ? firstSlice(head) : 0
  const header = source.read(start, 32)
  const isLittle = header.length === 32 && header.readUInt32LE(0) === THIN_64
  // Apple's 32-bit and big-endian programs are older than Go's build information.
  if (!isLittle) return undefined
  const commands = source.read(start + 32, Math.min(header.readUInt32LE(20), MOST_COMMAND_BYTES))
  const loaded: Loaded[] = []
  const sections: Loaded[] = []
  const data: Loaded[] = []
  for (let at = 0; at + 8 <= commands.length; ) {
    const size = commands.readUInt32LE(at + 4)
    if (size < 8) break
    if (commands.readUInt32LE(at) === LC_SEGMENT_64 && at + 72 <= commands.length) {
      const segment = commands.subarray(at, at + size)
      if (segment.length < 72) break
      const range = {
        address: number(segment, 24),
        offset: start + number(segment, 40),
        size: number(segment, 48),
      }
      loaded.push(range)
      if (segment.readUInt32LE(56) === READ_WRITE && segment.readUInt32LE(60) === READ_WRITE && range.size > 0) {
        data.push(range)
      }
      for (let from = 72; from + 80 <= segment.length; from += 80) {
        if (segment.toString('latin1', from, from + 16).split('\0')[0] !== '__go_buildinfo') continue
        sections.push({ address: number(segment, from + 32), offset: 0, size: number(segment, from + 40) })
      }
    }
    at += size
  }
  return { loaded, places: sections.length > 0 ? sections : data }
}

function firstSlice(head: Buffer): number {
  if (head.readUInt32BE(0) === FAT) return head.length < 20 ? 0 : head.readUInt32BE(16)
  return head.length < 24 ? 0 : Number(head.readBigUInt64BE(16))
}

function number(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at))
}
