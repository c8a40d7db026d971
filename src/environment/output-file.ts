import { Buffer } from 'node:buffer'
import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'

/** No more than this of a slice is held in memory: its end. 1 MiB. */
export const heldOutputBytes = 2 ** 20
/** Between invocations a file larger than this is emptied. 16 MiB. */
const emptiedOverBytes = 2 ** 24

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
  read(from: number, to = this.mark()): string {
    if (this.#closed || to <= from) return ''
    const first = this.#characterStart(from)
    const last = this.#characterStart(to)
    if (last - first <= heldOutputBytes) return this.#bytes(first, last).toString('utf8')
    const start = this.#characterStart(last - heldOutputBytes)
    return `… ${start - first} bytes of output left out\n${this.#bytes(start, last).toString('utf8')}`
  }

  /** Empties the file if it has grown over 16 MiB. Marks taken before are void. */
  emptyIfLarge(): void {
    if (!this.#closed && this.mark() > emptiedOverBytes) ftruncateSync(this.fd, 0)
  }

  close(): void {
    if (!this.#closed) closeSync(this.fd)
    this.#closed = true
  }

  /** Where the character begins that runs across `position`; `position` itself if none does. */
  #characterStart(position: number): number {
    const before = this.#bytes(Math.max(0, position - 3), position)
    for (let back = 1; back <= before.length; back++) {
      const byte = before[before.length - back] ?? 0
      if (byte >= 0xc2 && byte <= 0xf4) return sequenceLength(byte) > back ? position - back : position
      if (byte < 0x80 || byte > 0xbf) return position
    }
    return position
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

/** By its first byte, a UTF-8 character has this many. */
function sequenceLength(byte: number): number {
  if (byte >= 0xf0) return 4
  return byte >= 0xe0 ? 3 : 2
}
