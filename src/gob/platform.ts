/** Node's Buffer where there is one: its UTF-8 is several times faster. Elsewhere the web's encoders do. */
const NodeBuffer = (globalThis as { Buffer?: typeof Buffer }).Buffer

// Made only where they are needed: jsdom has Buffer, but neither of these.
let encoder: InstanceType<typeof TextEncoder> | undefined
let decoder: InstanceType<typeof TextDecoder> | undefined

function webEncoder(): InstanceType<typeof TextEncoder> {
  encoder ??= new TextEncoder()
  return encoder
}

/** Bytes that are written before they are read: not zeroed where that can be saved, and never from a shared pool. */
export function allocate(length: number): Uint8Array {
  return NodeBuffer === undefined ? new Uint8Array(length) : NodeBuffer.allocUnsafeSlow(length)
}

/** The same bytes, in the form that the functions below are fastest with. */
export function wrap(bytes: Uint8Array): Uint8Array {
  return NodeBuffer === undefined ? bytes : NodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * Writes a short text as UTF-8: for a few letters a loop beats two calls into the engine. There must be room for three
 * bytes for each of its characters.
 *
 * @returns the position after it.
 */
export function writeShortUtf8(into: Uint8Array, text: string, position: number): number {
  let at = position
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code <= 0x7f) into[at++] = code
    else if (code <= 0x7ff) {
      into[at++] = 0xc0 | (code >> 6)
      into[at++] = 0x80 | (code & 0x3f)
    } else if (code < 0xd800 || code > 0xdfff) {
      into[at++] = 0xe0 | (code >> 12)
      into[at++] = 0x80 | ((code >> 6) & 0x3f)
      into[at++] = 0x80 | (code & 0x3f)
    } else return at + writeSurrogates(into, text.slice(index), at)
  }
  return at
}

function writeSurrogates(into: Uint8Array, text: string, position: number): number {
  const length = utf8Length(text)
  writeUtf8(into, text, position, length)
  return length
}

/** Up to this many bytes are copied by a loop: it beats the call, and the view that it may need. */
const shortBytes = 96

/** Copies the bytes from `start` to `end`. */
export function copyBytes(from: Uint8Array, start: number, end: number, into: Uint8Array, position: number): void {
  if (end - start <= shortBytes) {
    for (let index = start; index < end; index++) into[position + index - start] = from[index] as number
  } else into.set(start === 0 && end === from.length ? from : from.subarray(start, end), position)
}

/** How many bytes `text` is in UTF-8; a lone surrogate counts as U+FFFD. */
export function utf8Length(text: string): number {
  return NodeBuffer === undefined ? webEncoder().encode(text).length : NodeBuffer.byteLength(text, 'utf8')
}

/** Writes `text`, which is `length` bytes in UTF-8. */
export function writeUtf8(into: Uint8Array, text: string, position: number, length: number): void {
  if (NodeBuffer !== undefined && into instanceof NodeBuffer) into.write(text, position, length, 'utf8')
  else webEncoder().encodeInto(text, into.subarray(position, position + length))
}

/** Up to this many bytes of ASCII are put together here: the call into the engine takes longer. */
const shortText = 16

/** Reads UTF-8; what is not becomes U+FFFD. */
export function readUtf8(from: Uint8Array, start: number, end: number): string {
  const length = end - start
  if (length <= shortText) {
    let bits = 0
    for (let index = start; index < end; index++) bits |= from[index] as number
    if (bits <= 0x7f) return ascii(from, start, length)
  }
  if (NodeBuffer !== undefined && from instanceof NodeBuffer) return from.toString('utf8', start, end)
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true })
  return decoder.decode(from.subarray(start, end))
}

// One call with a fixed number of codes, whatever may follow the text, is what the engine is fast with: it takes a third
// of a loop that adds one letter after the other.
function ascii(b: Uint8Array, i: number, length: number): string {
  const first = [b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7]] as number[]
  if (length <= 8) return String.fromCharCode(...first).slice(0, length)
  const second = [b[i + 8], b[i + 9], b[i + 10], b[i + 11], b[i + 12], b[i + 13], b[i + 14], b[i + 15]] as number[]
  return String.fromCharCode(...first, ...second).slice(0, length)
}
