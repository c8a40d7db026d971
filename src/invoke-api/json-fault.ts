import { Buffer, isUtf8 } from 'node:buffer'
import { errorMessage } from '../failure/index.ts'

const expected = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'"
/** How much of a word is shown. */
const shownCharacters = 256

/**
 * Why bytes are no JSON; `undefined` where they are. A word that JSON does not have is reported as AWS's parser does
 * (without the place), everything else in the words of V8.
 */
export function jsonFault(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return 'Invalid UTF-8'
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    const word = /^[ \t\r\n]*(?!(?:true|false|null)\b)([A-Za-z_$][\w$]*)/.exec(text)?.[1]
    if (word === undefined) return errorMessage(error).replace(/\s+/g, ' ')
    return `Unrecognized token '${word.slice(0, shownCharacters)}': was expecting (${expected})`
  }
}
