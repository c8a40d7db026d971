import { Buffer } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { errorMessage } from '../failure/index.ts'
import { LambdaResponseError } from './errors.ts'

/** The content type of an answer that begins with a prelude. */
export const httpIntegrationType = 'application/vnd.awslambda.http-integration-response'

/** Between prelude and body. */
const separator = Buffer.alloc(8)
/** No prelude is longer: AWS allows 10,240 bytes of headers. 1 MiB. */
const mostBytes = 2 ** 20

/** What a streamed HTTP response says before its body. */
export interface HttpPrelude {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
}

/**
 * Reads the prelude of a streamed HTTP response: JSON, 8 NUL bytes, then the body.
 *
 * @see github.com/aws/aws-lambda-go/events/lambda_function_urls.go
 */
export class PreludeReader {
  #bytes = Buffer.alloc(0)

  /**
   * @returns the prelude and the first bytes of the body, as soon as all of it has come.
   * @throws {LambdaResponseError} if it is none.
   */
  push(piece: Uint8Array): { readonly prelude: HttpPrelude; readonly rest: Uint8Array } | undefined {
    const seen = Math.max(0, this.#bytes.length - separator.length)
    this.#bytes = Buffer.concat([this.#bytes, piece])
    const end = this.#bytes.indexOf(separator, seen)
    if (end === -1) {
      if (this.#bytes.length > mostBytes) throw noPrelude(this.#bytes, `none of its first ${mostBytes} bytes ends it`)
      return undefined
    }
    return { prelude: readPrelude(this.#bytes.subarray(0, end)), rest: this.#bytes.subarray(end + separator.length) }
  }

  /** The answer has ended without one. */
  missing(): LambdaResponseError {
    return noPrelude(this.#bytes, 'it ended before the 8 NUL bytes behind the prelude')
  }
}

/** A streamed HTTP response as a whole, as a function URL or API Gateway is answered. */
export interface HttpAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body: string
  readonly isBase64Encoded: boolean
}

/** `undefined` where the bytes are no streamed HTTP response. JSON itself never holds a NUL byte. */
export function assembleHttpAnswer(bytes: Buffer): HttpAnswer | undefined {
  const end = endOfPrelude(bytes)
  if (end === undefined) return undefined
  let prelude: HttpPrelude
  try {
    prelude = readPrelude(bytes.subarray(0, end))
  } catch {
    return undefined
  }
  const { statusCode, headers, cookies } = prelude
  const given = bytes.subarray(end + separator.length)
  const text = strictText(given)
  return {
    statusCode,
    headers,
    ...(cookies.length > 0 && { cookies }),
    body: text ?? given.toString('base64'),
    isBase64Encoded: text === undefined,
  }
}

/** Whether a whole answer begins with a prelude. */
export function hasPrelude(bytes: Uint8Array): boolean {
  return endOfPrelude(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) !== undefined
}

function endOfPrelude(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(separator)
  return end < 2 || bytes[0] !== 0x7b ? undefined : end
}

function readPrelude(bytes: Buffer): HttpPrelude {
  let given: unknown
  try {
    given = JSON.parse(bytes.toString())
  } catch (cause) {
    throw noPrelude(bytes, errorMessage(cause))
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw noPrelude(bytes, 'it is no JSON object')
  const { statusCode, headers, cookies } = given as Readonly<Record<string, unknown>>
  return {
    statusCode: typeof statusCode === 'number' && statusCode !== 0 ? statusCode : 200,
    headers: isObject(headers) ? Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])) : {},
    cookies: Array.isArray(cookies) ? cookies.map(String) : [],
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function strictText(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function noPrelude(bytes: Buffer, why: string): LambdaResponseError {
  return new LambdaResponseError({
    reason: `the streamed answer has no prelude (JSON with statusCode, headers and cookies, then 8 NUL bytes): ${why}`,
    evidence: bytes.length === 0 ? [] : [JSON.stringify(bytes.toString('utf8', 0, 200))],
    nextStep: 'use invokeRaw to get the bytes as they are',
    bytes,
  })
}
