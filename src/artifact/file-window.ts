import { Buffer } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { RandomAccessReader } from 'yauzl'

const WINDOW_BYTES = 65_536

/**
 * Reads a zip file for the library, with what lies behind each place read ahead: a directory and small files are thousands
 * of small pieces. The library's own reader lets Node throw where a zip names a place behind 2^53, in a callback that
 * nobody can catch.
 */
export class FileWindow extends RandomAccessReader {
  readonly #file: FileHandle
  #start = 0
  #bytes: Buffer = Buffer.alloc(0)

  constructor(file: FileHandle) {
    super()
    this.#file = file
  }

  /** Up to `length` bytes, at most those of a window; fewer at the end of the file. */
  async piece(position: number, length: number): Promise<Buffer> {
    const known = this.#known(position, length)
    if (known !== undefined) return known
    if (!Number.isSafeInteger(position) || position < 0) return Buffer.alloc(0)
    // A new one each time: pieces of the one before may be in use.
    const window = Buffer.allocUnsafe(Math.max(WINDOW_BYTES, length))
    let filled = 0
    while (filled < window.length) {
      const { bytesRead } = await this.#file.read(window, filled, window.length - filled, position + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    this.#start = position
    this.#bytes = window.subarray(0, filled)
    return this.#bytes.subarray(0, length)
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const give = (piece: Buffer) => callback(null, piece.copy(buffer, offset))
    const known = this.#known(position, length)
    if (known !== undefined) give(known)
    else this.piece(position, length).then(give, (error: Error) => callback(error))
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }

  #known(position: number, length: number): Buffer | undefined {
    const at = position - this.#start
    return at >= 0 && at + length <= this.#bytes.length ? this.#bytes.subarray(at, at + length) : undefined
  }
}
