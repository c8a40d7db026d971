/** Beyond this many bytes a copy costs more than the writes that it saves. */
const mostBytes = 64 * 1024

/** The chunks as one, where that pays. */
export function joined(chunks: readonly Uint8Array[]): readonly Uint8Array[] {
  let length = 0
  for (const chunk of chunks) length += chunk.length
  if (chunks.length === 1 || length > mostBytes) return chunks
  const all = new Uint8Array(length)
  let position = 0
  for (const chunk of chunks) {
    all.set(chunk, position)
    position += chunk.length
  }
  return [all]
}
