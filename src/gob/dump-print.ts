/** How many bytes of a string or byte slice are shown. */
const shownBytes = 48
const shownNameLength = 60

/** Everything that could move a terminal's cursor, end a line, or turn the direction of writing. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]/gu
const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

const quoted = (text: string) => JSON.stringify(text).replace(unprintable, escaped)

/** A name of the stream's, as it stands where nothing in it could mislead, else quoted; cut at 60 characters. */
export function printableName(name: string): string {
  const short = name.length > shownNameLength ? `${name.slice(0, shownNameLength)}…` : name
  return /^[\p{L}\p{N}_./[\]{}*…, ]+$/u.test(short) ? short : quoted(short)
}

/** A string's text in quotes, cut; says when it is no UTF-8. */
export function printableText(bytes: Uint8Array): string {
  const { text, isUtf8 } = decoded(bytes)
  const parts = [`${quoted(text)}${bytes.length > shownBytes ? '…' : ''}`]
  if (bytes.length > shownBytes) parts.push(`(${bytes.length} bytes)`)
  if (!isUtf8) parts.push('(not UTF-8)')
  return parts.join(' ')
}

/** Bytes as a text in quotes where they are one, else in hex; cut. */
export function printableBytes(bytes: Uint8Array): string {
  const { text, isUtf8 } = decoded(bytes)
  const isText = isUtf8 && text.replaceAll(/[\t\r\n]/g, '').search(unprintable) < 0
  const more = bytes.length > shownBytes ? '…' : ''
  if (bytes.length === 0) return '0 bytes'
  return `${bytes.length} bytes ${isText ? quoted(text) : hex(bytes.subarray(0, shownBytes))}${more}`
}

export const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

/** The first bytes as text, without a character that the cut has halved. */
function decoded(bytes: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  let end = Math.min(bytes.length, shownBytes)
  if (end < bytes.length) {
    let begin = end
    while (begin > end - 4 && ((bytes[begin] ?? 0) & 0xc0) === 0x80) begin--
    if (((bytes[begin] ?? 0) & 0xc0) === 0xc0) end = begin
  }
  const shown = bytes.subarray(0, end)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(shown), isUtf8: true }
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(shown), isUtf8: false }
  }
}
