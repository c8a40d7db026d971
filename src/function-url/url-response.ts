import { Buffer } from 'node:buffer'
import type { UrlRequest } from '../invoke-api/index.ts'
import type { UrlAnswer } from './url-answer.ts'
import type { StreamedAnswer } from './url-outcome.ts'

/** Headers that come before what the function says: what was configured. */
export type OwnHeaders = Readonly<Record<string, string>>

export function answerWhole({ response }: UrlRequest, answer: UrlAnswer, own: OwnHeaders): void {
  const { statusCode, body } = answer
  const hasBody = statusCode !== 204 && statusCode !== 304
  const length = hasBody ? { 'content-length': body.byteLength } : {}
  response.writeHead(statusCode, { ...headersOf(answer, own), ...length }).end(hasBody ? body : undefined)
}

/** Where a stream breaks, the connection does. */
export async function answerStreamed(
  url: UrlRequest,
  { head, stream }: StreamedAnswer,
  own: OwnHeaders,
): Promise<void> {
  const { response } = url
  response.writeHead(head.statusCode, headersOf(head, own))
  response.flushHeaders()
  const reader = stream.body.getReader()
  const giveUp = () => void reader.cancel().catch(() => undefined)
  response.once('close', giveUp)
  if (response.destroyed) giveUp() // gone before the first byte
  for (let read = await reader.read(); !read.done; read = await reader.read()) await url.write(read.value)
  if (!response.destroyed) response.end()
}

function headersOf({ headers, cookies }: UrlAnswer, own: OwnHeaders): Record<string, string | string[]> {
  const taken = Object.keys(own).map((name) => name.toLowerCase())
  const given = Object.entries(headers).filter(([name]) => !taken.includes(name.toLowerCase()))
  return { ...Object.fromEntries(given), ...own, ...(cookies.length > 0 && { 'set-cookie': [...cookies] }) }
}

export function answerText({ response }: UrlRequest, status: number, text: string, own: OwnHeaders): void {
  const body = Buffer.from(text)
  const type = { 'content-type': 'text/plain; charset=utf-8', 'content-length': body.byteLength }
  response.writeHead(status, { ...own, ...type }).end(body)
}

/** `{"Message":"…"}`, as Lambda itself answers what no function sees. */
export function answerRefusal(url: UrlRequest, status: 403 | 413, text: string, own: OwnHeaders): void {
  const body = Buffer.from(JSON.stringify({ Message: text }))
  const name = status === 403 ? 'AccessDeniedException' : 'RequestEntityTooLargeException'
  const type = { 'x-amzn-errortype': name, 'content-type': 'application/json', 'content-length': body.byteLength }
  url.response.writeHead(status, { ...own, ...type }).end(body)
}
