import { Buffer } from 'node:buffer'
import { LosslessNumber, parse } from 'lossless-json'
import { errorMessage, formatPath } from '../failure/index.ts'
import { LambdaResponseError } from './errors.ts'
import { assembleHttpAnswer } from './http-prelude.ts'
import type { Integers } from './payload.ts'
import { utf8Text } from './utf8-text.ts'
import { mayHoldWideIntegers } from './wide-integers.ts'

/** How much of an answer an error shows. */
const shownCharacters = 200

/**
 * Reads a function's answer as JSON. An integer that a JavaScript number cannot hold is never rounded silently.
 *
 * @throws {LambdaResponseError} if the bytes are no JSON, or hold an integer beyond ±(2^53 − 1) and `integers` does not say how to read it.
 */
export function decodeAnswer(bytes: Uint8Array, integers?: Integers): unknown {
  const text = utf8Text(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const streamed = assembleHttpAnswer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (streamed !== undefined) return streamed
    throw notJson(bytes, text, cause)
  }
  // Most answers are done here: what follows takes several times as long.
  if (integers === 'number' || !mayHoldWideIntegers(bytes)) return value
  return decodeWithWideIntegers(bytes, text, integers)
}

function decodeWithWideIntegers(bytes: Uint8Array, text: string, integers: 'bigint' | 'string' | undefined): unknown {
  let wide = 0
  const value = parse(text, undefined, {
    parseNumber: (digits) => {
      if (!/^-?\d+$/.test(digits) || Number.isSafeInteger(Number(digits))) return Number(digits)
      wide++
      if (integers === 'bigint') return BigInt(digits)
      return integers === 'string' ? digits : new LosslessNumber(digits)
    },
    onDuplicateKey: ({ newValue }) => newValue,
  })
  if (integers !== undefined || wide === 0) return value
  const { path, digits } = findWide(value) ?? { path: [], digits: '' }
  const where = formatPath(path)
  throw new LambdaResponseError({
    reason: `the answer holds an integer that a JavaScript number would round: ${digits} at ${where}`,
    nextStep: "set { integers: 'bigint' } (or 'string'; 'number' rounds), or let the function send it as a string",
    bytes,
    path: where,
  })
}

function findWide(value: unknown): { path: (string | number)[]; digits: string } | undefined {
  if (value instanceof LosslessNumber) return { path: [], digits: value.value }
  if (typeof value !== 'object' || value === null) return undefined
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  for (const [key, inner] of entries) {
    const found = findWide(inner)
    if (found !== undefined) return { path: [key, ...found.path], digits: found.digits }
  }
  return undefined
}

function notJson(bytes: Uint8Array, text: string, cause: unknown): LambdaResponseError {
  const start = text.slice(0, shownCharacters)
  return new LambdaResponseError({
    reason: `the answer of ${bytes.length} bytes is not JSON: ${oneLine(errorMessage(cause))}`,
    evidence: bytes.length === 0 ? [] : [JSON.stringify(start) + (text.length > shownCharacters ? ' …' : '')],
    nextStep: 'use invokeRaw to get the bytes as they are',
    bytes,
    cause,
  })
}

/** V8 quotes the text, with its line ends. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
