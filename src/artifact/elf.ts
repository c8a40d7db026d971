import type { Buffer } from 'node:buffer'
import type { ByteSource, ElfHeader } from './binary-header.ts'

const PT_LOAD = 1
const PT_DYNAMIC = 2
const PT_INTERP = 3
const DT_FLAGS_1 = 0x6ffffffb
const DF_1_PIE = 0x0800_0000
/** More program headers or dynamic entries than this are not read: real files have about ten and thirty. */
const MOST_ENTRIES = 512

const systems: Readonly<Record<number, string>> = {
  0: 'linux', // System V: what Go writes for Linux
  1: 'hpux',
  2: 'netbsd',
  3: 'linux',
  6: 'solaris',
  9: 'freebsd',
  12: 'openbsd',
}

const types: Readonly<Record<number, ElfHeader['type']>> = {
  1: 'object-file',
  2: 'executable',
  3: 'shared-library',
  4: 'core',
}

interface Segment {
  readonly type: number
  readonly offset: number
  readonly size: number
}

/**
 * Reads an ELF header and as much of the program headers as tells whether it is a program: a position independent
 * executable has the type of a shared library (`ET_DYN`), and differs by its loader or by the flag `DF_1_PIE`.
 *
 * @see elf(5)
 */
export function parseElf(source: ByteSource, head: Buffer): ElfHeader {
  const bits = head[4] === 1 ? 32 : 64
  const endian = head[5] === 2 ? 'big' : 'little'
  const headerSize = bits === 64 ? 64 : 52
  const os = systems[head[7] ?? 0] ?? `ABI ${head[7]}`
  if (head.length < headerSize) {
    const arch = head.length < 20 ? 'unknown' : elfArch(uint(head, 18, 2, endian), bits, endian)
    return { format: 'elf', bits, endian, arch, os, type: 'unknown', expectedSize: headerSize }
  }
  const arch = elfArch(uint(head, 18, 2, endian), bits, endian)
  const kind = types[uint(head, 16, 2, endian)] ?? 'unknown'
  const wide = bits === 64
  const word = wide ? 8 : 4
  const programs = {
    offset: uint(head, wide ? 32 : 28, word, endian),
    size: uint(head, wide ? 54 : 42, 2, endian),
    count: Math.min(uint(head, wide ? 56 : 44, 2, endian), MOST_ENTRIES),
  }
  const sectionsEnd =
    uint(head, wide ? 40 : 32, word, endian) +
    uint(head, wide ? 58 : 46, 2, endian) * uint(head, wide ? 60 : 48, 2, endian)
  const segments: Segment[] = []
  const table = source.read(programs.offset, programs.size * programs.count)
  for (let at = 0; programs.size >= (wide ? 56 : 32) && at + programs.size <= table.length; at += programs.size) {
    segments.push({
      type: uint(table, at, 4, endian),
      offset: uint(table, at + (wide ? 8 : 4), word, endian),
      size: uint(table, at + (wide ? 32 : 16), word, endian),
    })
  }
  const loaded = segments.filter(({ type }) => type === PT_LOAD).map(({ offset, size }) => offset + size)
  const expectedSize = Math.max(headerSize, programs.offset + programs.size * programs.count, sectionsEnd, ...loaded)
  const interp = segments.find(({ type }) => type === PT_INTERP)
  const interpreter = interp && source.read(interp.offset, Math.min(interp.size, 4096)).toString('utf8').split('\0')[0]
  const isProgram = kind === 'shared-library' && (interpreter || hasPieFlag(source, segments, word, endian))
  const header: ElfHeader = {
    format: 'elf',
    bits,
    endian,
    arch,
    os,
    type: isProgram ? 'executable' : kind,
    expectedSize,
  }
  return interpreter ? { ...header, interpreter } : header
}

function hasPieFlag(source: ByteSource, segments: readonly Segment[], word: 4 | 8, endian: ElfHeader['endian']) {
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC)
  if (dynamic === undefined) return false
  const entries = source.read(dynamic.offset, Math.min(dynamic.size, MOST_ENTRIES * 2 * word))
  for (let at = 0; at + 2 * word <= entries.length; at += 2 * word) {
    if (uint(entries, at, word, endian) === DT_FLAGS_1) return (uint(entries, at + word, 4, endian) & DF_1_PIE) !== 0
  }
  return false
}

/** The file's own numbers are at most 2^53 in any file that exists; a larger one only has to stay large. */
function uint(bytes: Buffer, at: number, size: 2 | 4 | 8, endian: ElfHeader['endian']): number {
  if (size === 8) return Number(endian === 'little' ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  return endian === 'little' ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size)
}

function elfArch(machine: number, bits: 32 | 64, endian: ElfHeader['endian']): string {
  const little = endian === 'little'
  switch (machine) {
    case 3:
      return '386'
    case 8:
      return `mips${bits === 64 ? '64' : ''}${little ? 'le' : ''}`
    case 21:
      return little ? 'ppc64le' : 'ppc64'
    case 22:
      return 's390x'
    case 40:
      return 'arm'
    case 62:
      return 'amd64'
    case 183:
      return 'arm64'
    case 243:
      return 'riscv64'
    case 258:
      return 'loong64'
    default:
      return `machine 0x${machine.toString(16)}`
  }
}
