import type { Buffer } from 'node:buffer'
import type { ByteSource } from './binary-header.ts'

export const PT_LOAD = 1
const PT_DYNAMIC = 2
export const PT_INTERP = 3
/** More program headers or dynamic entries than this are not read: real files have about ten and thirty. */
export const MOST_ENTRIES = 512
/** More sections than this are not read: a program of Go's and C's has about forty. */
const MOST_SECTIONS = 2048
const MOST_NAME_BYTES = 65_536
/** A header of a segment or section has 32 to 64 bytes. */
const MOST_ENTRY_BYTES = 1024

/** How an ELF file writes its numbers. */
export interface ElfNumbers {
  readonly word: 4 | 8
  readonly endian: 'little' | 'big'
}

/** A program header. */
export interface ElfSegment {
  readonly type: number
  /** PF_X 1, PF_W 2, PF_R 4. */
  readonly flags: number
  readonly offset: number
  readonly address: number
  /** Bytes in the file. */
  readonly size: number
  readonly memorySize: number
}

/** A section header. */
export interface ElfSection {
  readonly name: string
  readonly offset: number
  readonly address: number
  readonly size: number
}

/** One entry of the dynamic section. */
export interface ElfDynamic {
  readonly tag: number
  readonly value: number
}

/** @returns how the file that begins so writes its numbers, whatever else is wrong with it. */
export function elfNumbers(head: Buffer): ElfNumbers {
  return { word: head[4] === 1 ? 4 : 8, endian: head[5] === 2 ? 'big' : 'little' }
}

/** The file's own numbers are at most 2^53 in any file that exists; a larger one only has to stay large. */
export function uint(bytes: Buffer, at: number, size: 1 | 2 | 4 | 8, endian: ElfNumbers['endian']): number {
  if (size === 8) return Number(endian === 'little' ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  return endian === 'little' ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size)
}

/** The program headers of a file whose first bytes are `head`; none where that is cut off. */
export function elfSegments(source: ByteSource, head: Buffer, { word, endian }: ElfNumbers): ElfSegment[] {
  const wide = word === 8
  if (head.length < (wide ? 64 : 52)) return []
  const offset = uint(head, wide ? 32 : 28, word, endian)
  const size = uint(head, wide ? 54 : 42, 2, endian)
  const count = Math.min(uint(head, wide ? 56 : 44, 2, endian), MOST_ENTRIES)
  if (size < (wide ? 56 : 32) || size > MOST_ENTRY_BYTES) return []
  const table = source.read(offset, size * count)
  return entries(table, size).map((at) => ({
    type: uint(table, at, 4, endian),
    flags: uint(table, at + (wide ? 4 : 24), 4, endian),
    offset: uint(table, at + (wide ? 8 : 4), word, endian),
    address: uint(table, at + (wide ? 16 : 8), word, endian),
    size: uint(table, at + (wide ? 32 : 16), word, endian),
    memorySize: uint(table, at + (wide ? 40 : 20), word, endian),
  }))
}

/** The section headers with their names; none in a file without them. */
export function elfSections(source: ByteSource, head: Buffer, { word, endian }: ElfNumbers): ElfSection[] {
  const wide = word === 8
  if (head.length < (wide ? 64 : 52)) return []
  const offset = uint(head, wide ? 40 : 32, word, endian)
  const size = uint(head, wide ? 58 : 46, 2, endian)
  const count = Math.min(uint(head, wide ? 60 : 48, 2, endian), MOST_SECTIONS)
  const names = uint(head, wide ? 62 : 50, 2, endian)
  if (size < (wide ? 64 : 40) || size > MOST_ENTRY_BYTES || offset === 0) return []
  const table = source.read(offset, size * count)
  const raw = entries(table, size).map((at) => ({
    name: uint(table, at, 4, endian),
    address: uint(table, at + (wide ? 16 : 12), word, endian),
    offset: uint(table, at + (wide ? 24 : 16), word, endian),
    size: uint(table, at + (wide ? 32 : 20), word, endian),
  }))
  const texts = raw[names]
  if (texts === undefined) return []
  const bytes = source.read(texts.offset, Math.min(texts.size, MOST_NAME_BYTES))
  return raw.map((section) => ({ ...section, name: textAt(bytes, section.name) }))
}

/** The dynamic section, as the loader finds it: by the program header, which a stripped file has as well. */
export function elfDynamics(source: ByteSource, segments: readonly ElfSegment[], numbers: ElfNumbers): ElfDynamic[] {
  const { word, endian } = numbers
  const segment = segments.find(({ type }) => type === PT_DYNAMIC)
  if (segment === undefined) return []
  const table = source.read(segment.offset, Math.min(segment.size, MOST_ENTRIES * 2 * word))
  const dynamics = entries(table, 2 * word).map((at) => ({
    tag: uint(table, at, word, endian),
    value: uint(table, at + word, word, endian),
  }))
  const end = dynamics.findIndex(({ tag }) => tag === 0)
  return end === -1 ? dynamics : dynamics.slice(0, end)
}

/** A text that ends with a zero byte. */
export function textAt(bytes: Buffer, at: number): string {
  if (at >= bytes.length) return ''
  const end = bytes.indexOf(0, at)
  return bytes.toString('utf8', at, end === -1 ? bytes.length : end)
}

/** Where each whole entry of a table begins. */
function entries(table: Buffer, size: number): number[] {
  return Array.from({ length: Math.floor(table.length / size) }, (_, index) => index * size)
}
