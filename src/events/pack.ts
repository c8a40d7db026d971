/** Brings a value given in overrides into the form that the event has it in. */
export type Pack = (given: unknown) => unknown

/** A string is the text itself, bytes are UTF-8, all else becomes JSON. */
export const asText: Pack = (given) => {
  if (given === null || typeof given === 'string') return given
  return ArrayBuffer.isView(given) ? bytesOf(given).toString('utf8') : JSON.stringify(given)
}

/** The same, as base64: what Go has as `[]byte` is what was given. */
export const asBase64: Pack = (given) => {
  if (given === null) return null
  return (ArrayBuffer.isView(given) ? bytesOf(given) : Buffer.from(String(asText(given)))).toString('base64')
}

/** An HTTP body: text, or JSON, or bytes as base64 (the event says so beside it). */
export const asBody: Pack = (given) => (ArrayBuffer.isView(given) ? asBase64(given) : asText(given))

/**
 * JSON, compressed with gzip, as base64. Nothing is really compressed, and the header names no system: so the same data is
 * the same text everywhere.
 */
export function gzipped(data: unknown): string {
  // Not imported: few events need it, and it costs every import of the package 4 ms.
  const { gzipSync } = process.getBuiltinModule('node:zlib')
  const bytes = gzipSync(JSON.stringify(data), { level: 0 })
  bytes[9] = 255
  return bytes.toString('base64')
}

function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength)
}
