import type { Buffer } from 'node:buffer'
import type { ByteSource, MachOHeader } from './binary-header.ts'

type Slice = MachOHeader['slices'][number]

const FAT = 0xcafebabe
const FAT_64 = 0xcafebabf
const THIN_32 = 0xfeedface
const THIN_64 = 0xfeedfacf
/** A Java class begins like a fat file; its next number is a version of 45 or more. */
const MOST_SLICES = 20

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
