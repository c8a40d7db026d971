/** The fewest digits of an integer beyond ±(2^53 − 1). */
const wideDigits = 16

const zero = 0x30
const nine = 0x39
/**
 * Whether JSON may hold an integer beyond ±(2^53 − 1). Digits behind a point and numbers with an exponent are none;
 * digits in a string are taken for one only where they follow a space, a comma, a colon or a bracket.
 *
 * Among 16 digits in a row one has an index that is a multiple of 16: only these are looked at, which takes a third of
 * the time of a regular expression, and no text takes more than twice its length in steps.
 */
export function mayHoldWideIntegers(json: Uint8Array): boolean {
  for (let index = wideDigits - 1; index < json.length; index += wideDigits) {
    if (!isDigit(json[index])) continue
    let start = index
    while (start > 0 && isDigit(json[start - 1])) start--
    let end = index + 1
    while (isDigit(json[end])) end++
    if (end - start >= wideDigits && isInteger(json, start, end) && !isSafe(json, start, end)) return true
    // All up to there has been looked at; the next look is behind it.
    index += Math.floor((end - index) / wideDigits) * wideDigits
  }
  return false
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine
}

/** Whether the digits are an integer of JSON, as far as can be told by what stands beside them. */
function isInteger(json: Uint8Array, start: number, end: number): boolean {
  const after = json[end]
  if (after === 0x2e || after === 0x65 || after === 0x45) return false // . e E
  const before = json[start - 1] === 0x2d ? start - 2 : start - 1 // -
  return before < 0 || startsNumber(json[before])
}

/** `[`, a comma, a colon or white space. */
function startsNumber(byte: number | undefined): boolean {
  return (
    byte === 0x5b || byte === 0x2c || byte === 0x3a || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
  )
}

function isSafe(json: Uint8Array, start: number, end: number): boolean {
  if (end - start > wideDigits) return false
  let value = 0
  for (let index = start; index < end; index++) value = value * 10 + ((json[index] as number) - zero)
  return Number.isSafeInteger(value)
}
