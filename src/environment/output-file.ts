import { Buffer } from 'node:buffer'
import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'

/** No more than this of a slice is held in memory: its end. 1 MiB. */
export const heldOutputBytes = 2 ** 20
/** Between invocations a file larger than this is emptied. 16 MiB. */
const emptiedOverBytes = 2 ** 24
/** A slice of up to this is read at once, without asking for the size first. 16 KiB. */
const readAtOnceBytes = 2 ** 14

let readAtOnce: Buffer | undefined

/**
 * What a function writes to stdout and stderr, in one file. A file and not a pipe: through a pipe the answer overtakes
 * its own log, and a full pipe stops the function. Opened for appending: else emptying it would leave NUL bytes.
 */
export class OutputFile {
  /** For the child's stdout and stderr. */
  readonly fd: number
  #closed = false

  constructor(path: string) {
    this.fd = openSync(path, 'a+', 0o600)
  }

  /** The size now: everything written so far lies before it. */
  mark(): number {
    return this.#closed ? 0 : fstatSync(this.fd).size
  }

  /**
   * The text from one mark to another (by default: to the end). A character that was half written at a mark belongs to
   * the later slice; bytes that are no UTF-8 read as U+FFFD. Of more than 1 MiB the last is given, behind a line that
   * says how many bytes were left out.
   */
  read(from: number, to?: number): string {
    if (this.#closed) return ''
    return (to === undefined ? this.#shortRest(from) : undefined) ?? this.#slice(from, to ?? this.mark())
  }

  /** Empties the file if it has grown over 16 MiB; marks taken before are void then. Gives the mark of now. */
  emptyIfLarge(): number {
    const size = this.mark()
    if (size <= emptiedOverBytes) return size
    ftruncateSync(this.fd, 0)
    return this.mark()
  }

  close(): void {
    if (!this.#closed) closeSync(this.fd)
    this.#closed = true
  }

  /** All from a mark on, `undefined` if that is much. One system call: every invocation is read so. */
  #shortRest(from: number): string | undefined {
    readAtOnce ??= Buffer.allocUnsafeSlow(readAtOnceBytes)
    const start = Math.max(0, from - 3)
    const count = readSync(this.fd, readAtOnce, 0, readAtOnceBytes, start)
    if (count === readAtOnceBytes) return undefined
    if (count <= from - start) return ''
    return readAtOnce.toString('utf8', characterStart(readAtOnce, from - start), characterStart(readAtOnce, count))
  }

  #slice(from: number, to: number): string {
    if (to <= from) return ''
    const first = this.#characterStart(from)
    const last = this.#characterStart(to)
    if (last - first <= heldOutputBytes) return this.#bytes(first, last).toString('utf8')
    const start = this.#characterStart(last - heldOutputBytes)
    return `… ${start - first} bytes of output left out\n${this.#bytes(start, last).toString('utf8')}`
  }

  #characterStart(position: number): number {
    const before = this.#bytes(Math.max(0, position - 3), position)
    return position - before.length + characterStart(before, before.length)
  }

  #bytes(from: number, to: number): Buffer {
    const bytes = Buffer.allocUnsafe(to - from)
    let filled = 0
    while (filled < bytes.length) {
      const count = readSync(this.fd, bytes, filled, bytes.length - filled, from + filled)
      if (count === 0) break // emptied by somebody else
      filled += count
    }
    return bytes.subarray(0, filled)
  }
}

/** Where the character begins that runs across `position`; `position` itself if none does. Looks at 3 bytes before it. */
function characterStart(bytes: Buffer, position: number): number {
  for (let at = position - 1; at >= Math.max(0, position - 3); at--) {
    const byte = bytes[at] ?? 0
    if (byte >= 0xc2 && byte <= 0xf4) return at + sequenceLength(byte) > position ? at : position
    if (byte < 0x80 || byte > 0xbf) return position
  }
  return position
}

/** By its first byte, a UTF-8 character has this many. */
function sequenceLength(byte: number): number {
  if (byte >= 0xf0) return 4
  return byte >= 0xe0 ? 3 : 2
}
