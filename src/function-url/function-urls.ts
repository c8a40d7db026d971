import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { EndpointTarget, UrlRequest } from '../invoke-api/index.ts'
import { maxRequestBytes } from '../lambda/index.ts'
import { isPreflight, preflightHeaders, readOrigin } from './origins.ts'
import { urlEvent } from './url-event.ts'
import { urlOutcome } from './url-outcome.ts'
import { answerRefusal, answerStreamed, answerText, answerWhole, type OwnHeaders } from './url-response.ts'

export interface FunctionUrlOptions {
  /** The function of a name in a URL, if there is one. */
  readonly find: (functionName: string) => EndpointTarget | undefined
  /** Origins whose pages are answered, besides the function's own: `https://app.example`, or `*`. */
  readonly origins: readonly string[]
  /** Told why a request was not answered as the function would have it. */
  readonly onFault: (functionName: string, fault: string) => void
  readonly now: () => Date
}

/** Makes what answers requests to function URLs, as Lambda does for `https://<id>.lambda-url.<region>.on.aws`. */
export function functionUrls(options: FunctionUrlOptions): (request: UrlRequest) => Promise<void> {
  return (url) => answerUrl(url, options)
}

async function answerUrl(url: UrlRequest, options: FunctionUrlOptions): Promise<void> {
  const { request, response, functionName } = url
  const refuse = (status: 403 | 413, text: string, headers: OwnHeaders) => {
    options.onFault(functionName, `${status}, ${text}`)
    answerRefusal(url, status, text, headers)
  }
  const origin = readOrigin(request, options.origins)
  if ('refused' in origin) return refuse(403, `${origin.refused}, and --cors does not name it`, {})
  const { headers } = origin
  if (headers['Access-Control-Allow-Origin'] !== undefined && isPreflight(request)) {
    response.writeHead(200, { ...headers, ...preflightHeaders(request), 'Content-Length': 0 }).end()
    return
  }
  const target = options.find(functionName)
  if (target === undefined) return refuse(403, `no function is called ${JSON.stringify(functionName)}`, headers)
  const body = await url.readBody()
  const requestId = randomUUID()
  const event = typeof body === 'number' ? undefined : eventOf(url, body, requestId, options)
  const bytes = event?.length ?? Number(body)
  if (event === undefined || bytes > maxRequestBytes) {
    return refuse(413, `the request is an event of at least ${bytes} bytes, more than ${maxRequestBytes}`, headers)
  }
  await answerEvent(url, { target, event, requestId, options, headers: { ...headers, 'x-amzn-RequestId': requestId } })
}

function eventOf(url: UrlRequest, body: Uint8Array, requestId: string, { now }: FunctionUrlOptions): Uint8Array {
  return Buffer.from(JSON.stringify(urlEvent({ ...url, body, requestId, now: now() })))
}

interface Asked {
  readonly target: EndpointTarget
  readonly event: Uint8Array
  readonly requestId: string
  readonly options: FunctionUrlOptions
  readonly headers: OwnHeaders
}

async function answerEvent(url: UrlRequest, { target, event, requestId, options, headers }: Asked): Promise<void> {
  try {
    const outcome = await urlOutcome(target, event, requestId)
    if ('fault' in outcome) options.onFault(url.functionName, `502, ${outcome.fault}`)
    if ('fault' in outcome || 'failed' in outcome) answerText(url, 502, 'Internal Server Error', headers)
    else if ('stream' in outcome) await answerStreamed(url, outcome, headers)
    else answerWhole(url, outcome, headers)
  } catch (error) {
    if (url.response.headersSent) throw error
    answerException(url, error, headers)
  }
}

/** What AWS throws where the function could not be invoked. What has no counterpart there (it was not built) is told in full. */
function answerException(url: UrlRequest, error: unknown, headers: OwnHeaders): void {
  const { name, message } = (error ?? {}) as { readonly name?: unknown; readonly message?: unknown }
  if (name === 'TooManyRequestsException') answerText(url, 429, 'Too Many Requests', headers)
  else answerText(url, 502, `Internal Server Error\n\n${String(message ?? error)}\n`, headers)
}
