import type { Buffer } from 'node:buffer'
import type { ByteSource, ElfHeader } from './binary-header.ts'
import { elfDynamics, elfNumbers, elfSegments, MOST_ENTRIES, PT_INTERP, PT_LOAD, uint } from './elf-layout.ts'

const DT_FLAGS_1 = 0x6ffffffb
const DF_1_PIE = 0x0800_0000

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

/**
 * Reads an ELF header and as much of the program headers as tells whether it is a program: a position independent
 * executable has the type of a shared library (`ET_DYN`), and differs by its loader or by the flag `DF_1_PIE`.
 *
 * @see elf(5)
 */
export function parseElf(source: ByteSource, head: Buffer): ElfHeader {
  const numbers = elfNumbers(head)
  const { word, endian } = numbers
  const wide = word === 8
  const bits = wide ? 64 : 32
  const headerSize = wide ? 64 : 52
  const os = systems[head[7] ?? 0] ?? `ABI ${head[7]}`
  if (head.length < headerSize) {
    const arch = head.length < 20 ? 'unknown' : elfArch(uint(head, 18, 2, endian), bits, endian)
    return { format: 'elf', bits, endian, arch, os, type: 'unknown', expectedSize: headerSize }
  }
  const arch = elfArch(uint(head, 18, 2, endian), bits, endian)
  const kind = types[uint(head, 16, 2, endian)] ?? 'unknown'
  const programs = {
    offset: uint(head, wide ? 32 : 28, word, endian),
    size: uint(head, wide ? 54 : 42, 2, endian),
    count: Math.min(uint(head, wide ? 56 : 44, 2, endian), MOST_ENTRIES),
  }
  const sectionsEnd =
    uint(head, wide ? 40 : 32, word, endian) +
    uint(head, wide ? 58 : 46, 2, endian) * uint(head, wide ? 60 : 48, 2, endian)
  const segments = elfSegments(source, head, numbers)
  const loaded = segments.filter(({ type }) => type === PT_LOAD).map(({ offset, size }) => offset + size)
  const expectedSize = Math.max(headerSize, programs.offset + programs.size * programs.count, sectionsEnd, ...loaded)
  const interp = segments.find(({ type }) => type === PT_INTERP)
  const interpreter = interp && source.read(interp.offset, Math.min(interp.size, 4096)).toString('utf8').split('\0')[0]
  const hasPieFlag = () =>
    elfDynamics(source, segments, numbers).some(({ tag, value }) => tag === DT_FLAGS_1 && (value & DF_1_PIE) !== 0)
  const isProgram = kind === 'shared-library' && (interpreter || hasPieFlag())
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
