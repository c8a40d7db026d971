import { type Buffer, isAscii, transcode } from 'node:buffer'

/** Up to this many bytes `toString` is as good; pieces of a multiple of it no longer stay in a processor's caches. */
const pieceBytes = 32 * 1024

/** Node 24 reads UTF-8 nine times faster than 20 does, and 22 no slower than the way around it. */
const isSlow = Number.parseInt(process.versions.node, 10) < 22

/**
 * `bytes.toString()`, faster: a copy where all is ASCII, else on Node 20 a third of its time by way of UTF-16, in pieces
 * (as a whole the gain is lost again to the memory it takes). What is not UTF-8 becomes U+FFFD.
 */
export function utf8Text(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1')
  if (!isSlow || bytes.length <= pieceBytes) return bytes.toString()
  try {
    let text = ''
    for (let start = 0; start < bytes.length; ) {
      const end = endOfPiece(bytes, start + pieceBytes)
      text += transcode(bytes.subarray(start, end), 'utf8', 'utf16le').toString('utf16le')
      start = end
    }
    return text
  } catch {
    return bytes.toString() // transcode refuses what is not UTF-8
  }
}

/** Before the character that goes across `end`; it has at most 4 bytes. */
function endOfPiece(bytes: Buffer, end: number): number {
  if (end >= bytes.length) return bytes.length
  let before = end
  while (before > end - 4 && ((bytes[before] as number) & 0xc0) === 0x80) before--
  return before
}
