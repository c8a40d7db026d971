import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { ReadableStream } from 'node:stream/web'
import {
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamCommandInput,
  type InvokeWithResponseStreamCommandOutput,
  LambdaClient,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startInvokeEndpoint } from '../../src/harness/start-invoke-endpoint.ts'
import type { EndpointStream, EndpointTarget } from '../../src/invoke-api/index.ts'
import { LambdaFunctionError, LambdaTooManyRequestsError } from '../../src/lambda/index.ts'
import { failureOf } from '../harness/failure-of.ts'
import { workshop } from '../harness/workshop.ts'

const shop = workshop()

/** A function whose stream each test writes itself. */
let sendStream: NonNullable<EndpointTarget['sendStream']>
const live: EndpointTarget & { functionName: string } = {
  functionName: 'live',
  send: () => Promise.reject(new Error('was not asked for the whole')),
  sendStream: (...given) => sendStream(...given),
}

let client: LambdaClient
let url = ''

beforeAll(async () => {
  const functions = ['echo', 'streams', 'panics', 'prints-lines'].map((name) => shop.lambda(name))
  const sleeps = shop.lambda('ignores-deadline', { timeoutMs: 250 })
  const endpoint = await startInvokeEndpoint([...functions, sleeps, live])
  url = endpoint.url
  const credentials = { accessKeyId: 'fake', secretAccessKey: 'fake' }
  client = new LambdaClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 })
  return () => endpoint.stop()
})
afterAll(() => client.destroy())

function invoke(input: InvokeWithResponseStreamCommandInput): Promise<InvokeWithResponseStreamCommandOutput> {
  return client.send(new InvokeWithResponseStreamCommand(input))
}

interface Streamed {
  readonly chunks: readonly string[]
  readonly complete: unknown
}

/** All events of an answer. */
async function read({ EventStream = empty() }: InvokeWithResponseStreamCommandOutput): Promise<Streamed> {
  const chunks: string[] = []
  let complete: unknown
  for await (const event of EventStream) {
    if (event.PayloadChunk) chunks.push(Buffer.from(event.PayloadChunk.Payload ?? []).toString())
    if (event.InvokeComplete) complete = event.InvokeComplete
  }
  return { chunks, complete }
}

async function* empty() {}

const encode = (text: string) => new TextEncoder().encode(text)

const invocation = { requestId: 'r', logs: '', durationMs: 1, billedDurationMs: 1, coldStart: false }
const failure = new LambdaFunctionError({ errorMessage: 'the source <ran> dry', errorType: 'errorString' }, invocation)
const failureDetails = '{"errorMessage":"the source \\u003cran\\u003e dry","errorType":"errorString"}'

describe('a function whose answer is one message', () => {
  test('has it sent as a stream', async () => {
    const answer = await invoke({ FunctionName: 'echo', Payload: '{"n":[1,null]}' })
    expect(answer).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      ResponseStreamContentType: 'application/vnd.amazon.eventstream',
      $metadata: { httpStatusCode: 200, attempts: 1 },
    })
    expect(await read(answer)).toEqual({ chunks: ['{"n":[1,null]}'], complete: {} })
  })

  test('has a large one sent in pieces', async () => {
    const Payload = JSON.stringify('x'.repeat(3_000_000))
    const { chunks, complete } = await read(await invoke({ FunctionName: 'echo', Payload }))
    expect(chunks.join('') === Payload).toBe(true)
    expect([Math.max(...chunks.map(({ length }) => length)), complete]).toEqual([65_536, {}])
  })

  test('has the prelude of a streaming handler in it, as on AWS', async () => {
    const { chunks } = await read(await invoke({ FunctionName: 'streams', Payload: '{"kind":"url"}' }))
    const [prelude = '', body] = chunks.join('').split('\0'.repeat(8))
    expect(JSON.parse(prelude)).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      cookies: ['seen=1'],
    })
    expect(body).toBe('one\ntwo\n')
  })

  test('has its failure told by the last event, in the words of Invoke', async () => {
    const details = async (FunctionName: string, Payload: string) => {
      const answer = await invoke({ FunctionName, Payload })
      const { chunks, complete } = await read(answer)
      const { ErrorCode, ErrorDetails = '' } = complete as { ErrorCode?: string; ErrorDetails?: string }
      expect([chunks, ErrorCode]).toEqual([[], 'Unhandled'])
      return JSON.parse(ErrorDetails.replaceAll(answer.$metadata.requestId ?? '', 'ID'))
    }
    expect(await details('streams', '{"kind":"broken"}')).toEqual({
      errorMessage: 'the source ran dry',
      errorType: 'errorString',
    })
    const { stackTrace, ...panic } = await details('panics', '{"with":"string"}')
    expect(panic).toEqual({ errorMessage: 'the cache is gone', errorType: 'string' })
    expect(stackTrace.length).toBeGreaterThan(5)
    expect(await details('ignores-deadline', '60000')).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: ID Error: Task timed out after 0.25 seconds',
    })
  })

  test('has its log in the last event', async () => {
    const Payload = JSON.stringify({ lines: 1, label: 'line' })
    const { complete } = await read(await invoke({ FunctionName: 'prints-lines', Payload, LogType: 'Tail' }))
    const { LogResult = '' } = complete as { LogResult?: string }
    expect(Buffer.from(LogResult, 'base64').toString()).toMatch(
      /^START RequestId: \S+ Version: \$LATEST\nline 1 of 1\nEND /,
    )
  })

  test('is not invoked by a DryRun, and not in the background', async () => {
    expect(await invoke({ FunctionName: 'echo', Payload: '1', InvocationType: 'DryRun' })).toMatchObject({
      StatusCode: 204,
    })
    const InvocationType = 'Event' as 'DryRun'
    const error = await failureOf(invoke({ FunctionName: 'echo', Payload: '1', InvocationType }))
    expect([error.name, error.message]).toEqual([
      'ValidationException',
      "1 validation error detected: Value 'Event' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, DryRun]",
    ])
  })

  test('is found and refused as with Invoke', async () => {
    const refused = async (input: InvokeWithResponseStreamCommandInput) => (await failureOf(invoke(input))).name
    expect(await refused({ FunctionName: 'nobody' })).toBe('ResourceNotFoundException')
    expect(await refused({ FunctionName: 'echo', Payload: '{' })).toBe('InvalidRequestContentException')
    expect(await refused({ FunctionName: 'echo', Payload: new Uint8Array(6_291_457) })).toBe(
      'RequestEntityTooLargeException',
    )
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:echo:live'
    expect((await read(await invoke({ FunctionName: arn, Payload: '7' }))).chunks).toEqual(['7'])
  })
})

describe('a function that gives a stream', () => {
  /** A stream that is written by hand. */
  function byHand(more: Partial<EndpointStream> = {}) {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({
      start(given) {
        controller = given
      },
    })
    sendStream = async () => ({ body, ...more })
    return {
      write: (text: string) => controller?.enqueue(encode(text)),
      close: () => controller?.close(),
      fail: (error: unknown) => controller?.error(error),
    }
  }

  test('has each piece out when it writes it', async () => {
    const stream = byHand({ requestId: 'the-id', logResult: Promise.resolve('bG9n') })
    // Its client gives nothing before the first event.
    stream.write('one')
    const { EventStream = empty(), $metadata } = await invoke({ FunctionName: 'live', LogType: 'Tail' })
    expect($metadata.requestId).toBe('the-id')
    const events = EventStream[Symbol.asyncIterator]()
    for (const piece of ['one', 'two', 'three']) {
      if (piece !== 'one') stream.write(piece)
      const { value } = await events.next()
      expect(Buffer.from(value?.PayloadChunk?.Payload ?? []).toString()).toBe(piece)
    }
    stream.close()
    expect((await events.next()).value).toEqual({ InvokeComplete: { LogResult: 'bG9n' } })
    expect((await events.next()).done).toBe(true)
  })

  test('has its head put in front again', async () => {
    const stream = byHand({ statusCode: 201, headers: { a: 'b' }, cookies: ['c=d'] })
    stream.write('body')
    stream.close()
    const { chunks } = await read(await invoke({ FunctionName: 'live' }))
    expect(chunks.join('')).toBe(`{"statusCode":201,"headers":{"a":"b"},"cookies":["c=d"]}${'\0'.repeat(8)}body`)
  })

  test('that breaks half-way is told by the last event, after what had come', async () => {
    const stream = byHand()
    stream.write('half')
    const { EventStream = empty() } = await invoke({ FunctionName: 'live' })
    const events = EventStream[Symbol.asyncIterator]()
    expect(Buffer.from((await events.next()).value?.PayloadChunk?.Payload ?? []).toString()).toBe('half')
    stream.fail(failure)
    expect((await events.next()).value).toEqual({
      InvokeComplete: { ErrorCode: 'Unhandled', ErrorDetails: failureDetails },
    })
    expect((await events.next()).done).toBe(true)
    const other = byHand()
    other.fail(new TypeError('lost'))
    expect(await read(await invoke({ FunctionName: 'live' }))).toEqual({
      chunks: [],
      complete: { ErrorCode: 'Unhandled', ErrorDetails: '{"errorMessage":"lost","errorType":"TypeError"}' },
    })
  })

  test('that fails before its first byte is the same without a byte; a refusal is an exception', async () => {
    sendStream = () => Promise.reject(failure)
    expect(await read(await invoke({ FunctionName: 'live' }))).toEqual({
      chunks: [],
      complete: { ErrorCode: 'Unhandled', ErrorDetails: failureDetails },
    })
    sendStream = () => Promise.reject(new LambdaTooManyRequestsError('live', 1))
    expect((await failureOf(invoke({ FunctionName: 'live' }))).name).toBe('TooManyRequestsException')
  })

  /** An answer of which nothing is read until it is asked for. */
  async function unread(): Promise<IncomingMessage> {
    const path = '/2021-11-15/functions/live/response-streaming-invocations'
    const asked = request(url + path, { method: 'POST' }).end('{}')
    const [answer] = await once(asked, 'response')
    return answer
  }

  test('is not asked for more than a client takes', async () => {
    const piece = new Uint8Array(1_048_576)
    let pulled = 0
    let cancel = () => {}
    const cancelled = new Promise<void>((resolve) => {
      cancel = resolve
    })
    // It has no end: what is not read must hold it up.
    const endless = {
      pull(controller: ReadableStreamDefaultController<Uint8Array>) {
        pulled += 1
        controller.enqueue(piece)
      },
      cancel: () => cancel(),
    }
    sendStream = async () => ({ body: new ReadableStream<Uint8Array>(endless, { highWaterMark: 0 }) })
    const answer = await unread()
    let bytes = 0
    for await (const chunk of answer) {
      bytes += chunk.length
      if (bytes > 16 * piece.length) break
    }
    // Some of it is in the system's own buffers.
    expect(pulled).toBeLessThan(16 + 32)
    await cancelled
  })

  test('is told when the client went away before the first byte', async () => {
    let cancel = () => {}
    const cancelled = new Promise<void>((resolve) => {
      cancel = resolve
    })
    let arrived = () => {}
    const asked = new Promise<void>((resolve) => {
      arrived = resolve
    })
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    sendStream = async () => {
      arrived()
      await begun
      return { body: new ReadableStream<Uint8Array>({ cancel: () => cancel() }) }
    }
    const path = '/2021-11-15/functions/live/response-streaming-invocations'
    const client = request(url + path, { method: 'POST' }).on('error', () => undefined)
    const closed = new Promise<unknown>((resolve) => client.once('close', resolve))
    client.end('{}')
    await asked
    client.destroy()
    await closed
    begin()
    await cancelled
  })

  test('is told when the client goes away', async () => {
    let cancel = () => {}
    const cancelled = new Promise<void>((resolve) => {
      cancel = resolve
    })
    sendStream = async () => ({ body: new ReadableStream<Uint8Array>({ cancel: () => cancel() }) })
    const answer = await unread()
    answer.on('error', () => undefined)
    answer.destroy()
    await cancelled
  })
})
