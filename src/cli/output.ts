import { Buffer } from 'node:buffer'
import type { DetailedBytes } from '../harness/index.ts'

/** An answer for a person or a pipe: as it came, and a line's end. */
export function answerText(response: Uint8Array): string {
  return `${Buffer.from(response).toString()}\n`
}

/**
 * The detailed result as one JSON text. The answer's own text stands in it as it came, so that no number is rounded;
 * an answer that is no JSON is `responseBase64`.
 */
export function detailedText({ response, ...known }: DetailedBytes): string {
  const text = Buffer.from(response).toString()
  const answer = isJson(text)
    ? `"response": ${text.trim()}`
    : `"responseBase64": ${JSON.stringify(Buffer.from(response).toString('base64'))}`
  const rest = Object.entries(known).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  return `{\n${[answer, ...rest].map((line) => `  ${line}`).join(',\n')}\n}\n`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
