import { Buffer } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { type BinaryHeader, parseBinaryHeader } from './binary-header.ts'

/**
 * Reads what a file is from its header (a few small reads, whatever its size); nothing is started.
 *
 * Rejects with the system's error where the file cannot be opened, and with `EISDIR` for a folder.
 */
export async function inspectBinary(path: string): Promise<BinaryHeader> {
  // O_NONBLOCK: opening a named pipe would wait for a writer.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    return parseBinaryHeader({
      size: fstatSync(file).size,
      read: (offset, length) => readAt(file, offset, length),
    })
  } finally {
    closeSync(file)
  }
}

function readAt(file: number, offset: number, length: number): Buffer {
  if (!Number.isSafeInteger(offset)) return Buffer.alloc(0)
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(file, bytes, filled, length - filled, offset + filled)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}
