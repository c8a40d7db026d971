import { type BinaryHeader, parseBinaryHeader } from './binary-header.ts'
import { withFile } from './open-file.ts'

/**
 * Reads what a file is from its header (a few small reads, whatever its size); nothing is started.
 *
 * Rejects with the system's error where the file cannot be opened, and with `EISDIR` for a folder.
 */
export async function inspectBinary(path: string): Promise<BinaryHeader> {
  return withFile(path, parseBinaryHeader)
}
