import { Buffer, isUtf8 } from 'node:buffer'
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { errorMessage } from '../failure/index.ts'

/** What an answer of a function says to the client. */
export interface UrlAnswer {
  readonly statusCode: number
  /** Names as the function wrote them; `content-type` is among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
  readonly body: Uint8Array
}

/** Why an answer says nothing that could be sent: AWS answers 502. */
export interface UrlFault {
  readonly fault: string
}

/** Headers that say how long the answer is and what becomes of the connection: those are ours. */
const ours: readonly string[] = [
  'connection',
  'content-length',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

const jsonType = { 'content-type': 'application/json' }

/**
 * Reads an answer: one with a `statusCode` says what is sent, every other is sent itself, as JSON. In front of 8 NUL bytes
 * stands what a streaming handler says, behind them its body.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
 */
export function readUrlAnswer(payload: Uint8Array): UrlAnswer | UrlFault {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  const end = bytes.indexOf(preludeEnd)
  const prelude = end === -1 ? bytes : bytes.subarray(0, end)
  const value = parsed(prelude)
  if (value === undefined) return { fault: 'the answer is no JSON' }
  if (end !== -1) return readHead(isObject(value) ? value : {}, bytes.subarray(end + preludeEnd.length))
  if (isObject(value) && Object.hasOwn(value, 'statusCode')) return readStructured(value)
  // Text is sent without its quotes, although AWS's own documents show them.
  const body = typeof value === 'string' ? Buffer.from(value) : bytes
  return { statusCode: 200, headers: jsonType, cookies: [], body }
}

const preludeEnd = new Uint8Array(8)

function parsed(bytes: Buffer): unknown {
  try {
    return isUtf8(bytes) ? JSON.parse(bytes.toString()) : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readStructured(value: Record<string, unknown>): UrlAnswer | UrlFault {
  const { body: text, isBase64Encoded } = value
  if (!isMissing(text) && typeof text !== 'string') return { fault: `body is ${kindOf(text)}, not a string` }
  if (!isMissing(isBase64Encoded) && typeof isBase64Encoded !== 'boolean') {
    return { fault: `isBase64Encoded is ${kindOf(isBase64Encoded)}, not a boolean` }
  }
  if (isBase64Encoded === true && !isBase64(text ?? ''))
    return { fault: 'isBase64Encoded is true, and body is no base64' }
  return readHead(value, Buffer.from(text ?? '', isBase64Encoded === true ? 'base64' : 'utf8'))
}

/** What is said besides the body. */
export function readHead(value: Readonly<Record<string, unknown>>, body: Uint8Array): UrlAnswer | UrlFault {
  const { statusCode: status = 200, headers = {}, cookies = [] } = value
  const statusCode = typeof status === 'string' && /^\d{3}$/.test(status) ? Number(status) : status
  if (typeof statusCode !== 'number' || !Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599) {
    return { fault: `statusCode is ${JSON.stringify(status)}, not one from 200 to 599` }
  }
  const read = readHeaders(headers ?? {})
  if ('fault' in read) return read
  if (!isMissing(cookies) && !isTexts(cookies)) return { fault: 'cookies is no list of strings' }
  const fault = (cookies ?? []).map((cookie) => headerFault('set-cookie', cookie)).find((each) => each !== undefined)
  if (fault !== undefined) return { fault }
  const hasType = Object.keys(read.headers).some((name) => name.toLowerCase() === 'content-type')
  return { statusCode, headers: { ...(!hasType && jsonType), ...read.headers }, cookies: cookies ?? [], body }
}

function readHeaders(given: unknown): { headers: Record<string, string> } | UrlFault {
  if (!isObject(given)) return { fault: `headers is ${kindOf(given)}, not an object` }
  const headers: [string, string][] = []
  for (const [name, value] of Object.entries(given)) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      return { fault: `header ${name} is ${kindOf(value)}, not a string` }
    }
    const fault = headerFault(name, String(value))
    if (fault !== undefined) return { fault }
    if (!ours.includes(name.toLowerCase())) headers.push([name, String(value)])
  }
  return { headers: Object.fromEntries(headers) }
}

function headerFault(name: string, value: string): string | undefined {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return undefined
  } catch (error) {
    return errorMessage(error)
  }
}

function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
