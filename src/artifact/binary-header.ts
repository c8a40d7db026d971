import { Buffer } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { parseElf } from './elf.ts'
import { parseMachO } from './mach-o.ts'

/** A file, read piece by piece: a header may point anywhere in it. */
export interface ByteSource {
  /** Bytes in the whole file. */
  readonly size: number
  /** Up to `length` bytes from `offset`; fewer at the end of the file. */
  read(offset: number, length: number): Buffer
}

/** An ELF file (Linux and the BSDs). */
export interface ElfHeader {
  readonly format: 'elf'
  readonly bits: 32 | 64
  readonly endian: 'little' | 'big'
  /** As GOARCH names it (`amd64`, `arm64`, `386`); `machine 0x…` for one that Go has no name for. */
  readonly arch: string
  /** As GOOS names it where the header tells (`freebsd`); `linux` for the System V and Linux ABIs. */
  readonly os: string
  readonly type: 'executable' | 'object-file' | 'shared-library' | 'core' | 'unknown'
  /** The dynamic loader that the system must have (`/lib64/ld-linux-x86-64.so.2`); absent in a static binary. */
  readonly interpreter?: string
  /** Bytes that the headers say the file has at least: more than its size where it was cut off. */
  readonly expectedSize: number
}

/** A Mach-O file (macOS); a fat one holds several. */
export interface MachOHeader {
  readonly format: 'mach-o'
  readonly slices: readonly {
    readonly arch: string
    readonly type: 'executable' | 'object-file' | 'shared-library' | 'unknown'
  }[]
}

/** What the first bytes of a file say that it is. Processors are named as GOARCH names them. */
export type BinaryHeader =
  | ElfHeader
  | MachOHeader
  | { readonly format: 'pe'; readonly arch: string }
  | { readonly format: 'wasm' }
  /** `ar`: what `go build -o` writes for a package that is not main. */
  | { readonly format: 'archive' }
  /** `interpreter` is the text behind `#!`. */
  | { readonly format: 'script'; readonly interpreter: string }
  | { readonly format: 'zip' }
  | { readonly format: 'empty' }
  | { readonly format: 'text' }
  /** `start`: up to 8 bytes, in hex. */
  | { readonly format: 'unknown'; readonly start: string }

const HEAD_BYTES = 4096

const peMachines: Readonly<Record<number, string>> = {
  332: '386',
  452: 'arm',
  34404: 'amd64',
  43620: 'arm64',
}

/** A whole file held in memory as a {@link ByteSource}. */
export function bytesOf(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { size: buffer.length, read: (offset, length) => buffer.subarray(offset, offset + length) }
}

/** Reads what a file is from its header. Never throws on odd bytes: a cut header is told by `expectedSize`. */
export function parseBinaryHeader(source: ByteSource): BinaryHeader {
  const head = source.read(0, HEAD_BYTES)
  if (head.length === 0) return { format: 'empty' }
  const starts = (text: string) => head.subarray(0, text.length).equals(Buffer.from(text, 'latin1'))
  if (starts('\x7fELF')) return parseElf(source, head)
  const machO = parseMachO(source, head)
  if (machO !== undefined) return machO
  if (starts('MZ')) return { format: 'pe', arch: peArch(source, head) }
  if (starts('!<arch>\n') || starts('!<thin>\n')) return { format: 'archive' }
  if (starts('\0asm')) return { format: 'wasm' }
  if (starts('PK\x03\x04') || starts('PK\x05\x06')) return { format: 'zip' }
  if (starts('#!')) return { format: 'script', interpreter: firstLine(head.subarray(2)) }
  if (isText(head)) return { format: 'text' }
  return { format: 'unknown', start: head.subarray(0, 8).toString('hex') }
}

function peArch(source: ByteSource, head: Buffer): string {
  if (head.length < 0x40) return 'unknown'
  const header = source.read(head.readUInt32LE(0x3c), 6)
  if (header.length < 6 || header.toString('latin1', 0, 4) !== 'PE\0\0') return 'unknown'
  const machine = header.readUInt16LE(4)
  return peMachines[machine] ?? `machine 0x${machine.toString(16)}`
}

function firstLine(bytes: Buffer): string {
  const end = bytes.indexOf('\n')
  return bytes
    .subarray(0, end === -1 ? Math.min(bytes.length, 200) : Math.min(end, 200))
    .toString('utf8')
    .trim()
}

/** UTF-8 (a character cut at the end of what was read is allowed) without control characters but white space. */
function isText(head: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)
  } catch {
    return false
  }
}
