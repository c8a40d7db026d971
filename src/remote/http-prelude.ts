import { Buffer } from 'node:buffer'
import { httpIntegrationType, type StreamedResponse } from '../lambda/index.ts'

/** Says how the stream is framed, and nothing of what is in it. */
const framed = 'application/vnd.amazon.eventstream'

const separator = Buffer.alloc(8)
/** So much is looked at for the end of a prelude. */
const mostBytes = 65_536
/** As aws-lambda-go writes it, whose members come in this order, each left out where it is empty. */
const beginning = /^\{(?:\}|"(?:statusCode|headers|cookies)":)/
const longestBeginning = 13

export type Prelude = Pick<StreamedResponse, 'statusCode' | 'headers' | 'cookies'>

export const noPrelude: Prelude = { statusCode: undefined, headers: undefined, cookies: undefined }

/** What the first bytes of a stream say. */
export type FoundPrelude =
  | { readonly kind: 'more' }
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly prelude: Prelude; readonly body: Uint8Array }

/**
 * Looks for JSON and 8 NUL bytes at the begin of a stream.
 *
 * @param contentType where it says nothing (`framed`, or none), only what begins as aws-lambda-go's does is taken for a prelude.
 */
export function findPrelude(start: Uint8Array, contentType: string | undefined, isWhole: boolean): FoundPrelude {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength)
  const announced = contentType?.startsWith(httpIntegrationType) === true
  if (!announced && contentType !== undefined && !contentType.startsWith(framed)) return { kind: 'none' }
  const at = bytes.indexOf(separator)
  if (at >= 0) {
    const prelude = readPrelude(bytes.subarray(0, at).toString())
    return prelude === undefined ? { kind: 'none' } : { kind: 'found', prelude, body: bytes.subarray(at + 8) }
  }
  if (isWhole || bytes.length > mostBytes) return { kind: 'none' }
  if (announced) return { kind: 'more' }
  const text = bytes.subarray(0, longestBeginning).toString('latin1')
  const mayBe =
    beginning.test(text) ||
    '{"statusCode":'.startsWith(text) ||
    '{"headers":'.startsWith(text) ||
    '{"cookies":'.startsWith(text)
  return mayBe ? { kind: 'more' } : { kind: 'none' }
}

function readPrelude(text: string): Prelude | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { statusCode = 200, headers = {}, cookies = [] } = value as Record<string, unknown>
  return {
    statusCode: Number(statusCode),
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, item]) => [name, String(item)])),
    cookies: Array.isArray(cookies) ? cookies.map(String) : [],
  }
}
