import { Buffer } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import type { InvokeResponse } from '../lambda/index.ts'

type ResponseError = NonNullable<InvokeResponse['Error']>

/** What a runtime says of an error in the header when its body does not. */
const typeHeader = 'lambda-runtime-function-error-type'
const bodyTrailer = 'lambda-runtime-function-error-body'

/**
 * Reads what a runtime posts to `…/error`: `{ errorMessage, errorType, stackTrace }`. aws-lambda-go's frames are objects, those
 * of other runtimes are texts. What is no such JSON is the message itself.
 */
export function readError(headers: IncomingHttpHeaders, body: Uint8Array): ResponseError {
  const fallback = header(headers, typeHeader) ?? 'Unhandled'
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    given = undefined
  }
  if (typeof given !== 'object' || given === null) return errorOf(text, fallback)
  const { errorMessage, errorType, stackTrace } = given as Readonly<Record<string, unknown>>
  return errorOf(
    typeof errorMessage === 'string' ? errorMessage : '',
    typeof errorType === 'string' && errorType !== '' ? errorType : fallback,
    Array.isArray(stackTrace) ? stackTrace.map(frameOf) : [],
  )
}

/** The error that ends a stream half-way: in trailers, its body in base64. `undefined` where there is none. */
export function readTrailers(trailers: NodeJS.Dict<string>): ResponseError | undefined {
  const type = trailers[typeHeader]
  const body = trailers[bodyTrailer]
  if (type === undefined && body === undefined) return undefined
  if (type === '' && (body === undefined || body === '')) return undefined
  return readError({ [typeHeader]: type }, Buffer.from(body ?? '', 'base64'))
}

function errorOf(Message: string, Type: string, StackTrace: ResponseError['StackTrace'] = []): ResponseError {
  return { Message, Type, StackTrace, ShouldExit: false }
}

function frameOf(frame: unknown): ResponseError['StackTrace'][number] {
  if (typeof frame !== 'object' || frame === null) return { Path: '', Line: 0, Label: String(frame) }
  const { path, line, label } = frame as Readonly<Record<string, unknown>>
  return {
    Path: typeof path === 'string' ? path : '',
    Line: typeof line === 'number' ? line : 0,
    Label: typeof label === 'string' ? label : '',
  }
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
