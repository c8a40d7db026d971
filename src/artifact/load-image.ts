import type { Buffer } from 'node:buffer'
import type { ByteSource } from './binary-header.ts'
import { elfNumbers, elfSections, elfSegments, PT_LOAD } from './elf-layout.ts'
import { loadMachO } from './mach-o.ts'

/** A range of addresses that is loaded from a range of the file. */
export interface Loaded {
  readonly address: number
  readonly offset: number
  /** Bytes in the file. */
  readonly size: number
}

/** A program as the system loads it. */
export interface LoadedImage {
  readonly loaded: readonly Loaded[]
  /** Where Go's linker may have put build information: its own section, else the segments of data. */
  readonly places: readonly { readonly address: number; readonly size: number }[]
}

const HEAD_BYTES = 4096
const PF_X_W = 3
const PF_W = 2

/** Reads where a program's parts are loaded; `undefined` for what is neither ELF nor Mach-O. */
export function loadImage(source: ByteSource): LoadedImage | undefined {
  const head = source.read(0, HEAD_BYTES)
  return head.toString('latin1', 0, 4) === '\x7fELF' ? loadElf(source, head) : loadMachO(source, head)
}

/** Up to `size` bytes from an address, within the range that holds it. */
export function readAddress(source: ByteSource, image: LoadedImage, address: number, size: number): Buffer {
  const range = image.loaded.find((each) => each.address <= address && address < each.address + each.size)
  if (range === undefined) return source.read(0, 0)
  const skipped = address - range.address
  return source.read(range.offset + skipped, Math.min(size, range.size - skipped))
}

function loadElf(source: ByteSource, head: Buffer): LoadedImage {
  const numbers = elfNumbers(head)
  const segments = elfSegments(source, head, numbers)
  const section = elfSections(source, head, numbers).find(({ name }) => name === '.go.buildinfo')
  const data = segments.filter(({ type, flags }) => type === PT_LOAD && (flags & PF_X_W) === PF_W)
  return { loaded: segments, places: section === undefined ? data : [section] }
}
