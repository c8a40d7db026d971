import { Buffer } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import type { ByteSource } from './binary-header.ts'

/** Gives a file's bytes to `look`, piece by piece, and closes it. Rejects with the system's error where it cannot be opened. */
export async function withFile<T>(path: string, look: (source: ByteSource) => T | Promise<T>): Promise<T> {
  // O_NONBLOCK: opening a named pipe would wait for a writer.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const { size } = fstatSync(file)
    // No more is set aside than there is, whatever a header says.
    return await look({ size, read: (offset, length) => readAt(file, offset, Math.min(length, size - offset)) })
  } finally {
    closeSync(file)
  }
}

function readAt(file: number, offset: number, length: number): Buffer {
  if (!Number.isSafeInteger(offset) || length <= 0) return Buffer.alloc(0)
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(file, bytes, filled, length - filled, offset + filled)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}

/** Writes a whole chunk: the system may take less of it at once. */
export function writeWhole(file: number, chunk: Buffer): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at)
}
