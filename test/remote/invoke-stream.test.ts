import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RemoteFunction } from '../../src/harness/remote-function.ts'
import type { LambdaFunctionError } from '../../src/lambda/errors.ts'
import type { StreamedResponse } from '../../src/lambda/index.ts'
import { readFunctionArn } from '../../src/remote/function-arn.ts'
import { failureOf } from '../harness/failure-of.ts'
import { workshop } from '../harness/workshop.ts'
import { arnOf, fakeAccount, place, setAll, withVariables } from './cloud.ts'
import { chunk, complete, type FakeCloud, fakeCloud } from './event-stream.ts'

workshop()
withVariables(() => ({ ...fakeAccount, AWS_ENDPOINT_URL_LAMBDA: undefined }))

const requestId = '8f5a0c1e-0000-4000-8000-0123456789ab'
const http = 'application/vnd.awslambda.http-integration-response'
const eventStream = 'application/vnd.amazon.eventstream'
const nuls = '\0'.repeat(8)
const prelude = `{"statusCode":201,"headers":{"content-type":"text/plain"},"cookies":["seen=1"]}`

let cloud: FakeCloud
let lambda: RemoteFunction
/** What the next invocation answers. */
let serve: (write: (part: Buffer) => Promise<void>, response: ServerResponse) => Promise<void> | void
let contentType = http

beforeEach(async () => {
  contentType = http
  cloud = await fakeCloud(async (_, response) => {
    response.writeHead(200, { 'content-type': contentType, 'x-amzn-RequestId': requestId })
    response.flushHeaders()
    await serve((part) => new Promise((resolve) => void response.write(part, () => resolve())), response)
    response.end()
  })
  setAll({ AWS_ENDPOINT_URL_LAMBDA: cloud.url })
  const arn = readFunctionArn(arnOf('streams'))
  if (arn === undefined) throw new Error('no ARN')
  lambda = new RemoteFunction('./cmd/streams', {}, place, arn)
})
afterEach(async () => {
  await lambda.stop()
  await cloud.stop()
})

async function textOf({ body }: StreamedResponse): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString()
}

const parts =
  (...texts: readonly string[]) =>
  async (write: (part: Buffer) => Promise<void>) => {
    for (const text of texts) await write(chunk(text))
    await write(complete())
  }

describe('invokeStream() of a deployed function', () => {
  test('gives status, headers and cookies, and the body behind them', async () => {
    serve = parts(`${prelude}${nuls}one\n`, 'two\n')
    const answer = await lambda.invokeStream({ kind: 'url' })
    expect([answer.statusCode, answer.headers, answer.cookies]).toEqual([
      201,
      { 'content-type': 'text/plain' },
      ['seen=1'],
    ])
    expect(await textOf(answer)).toBe('one\ntwo\n')
    expect(cloud.requests[0]?.url).toBe(
      `/2021-11-15/functions/${encodeURIComponent(arnOf('streams'))}/response-streaming-invocations`,
    )
    expect(lambda.lastInvocation?.requestId).toBe(requestId)
  })

  test.each([http, eventStream])('also where the prelude comes in pieces, as %s', async (type) => {
    contentType = type
    serve = parts(...prelude, ...nuls, 'o', 'n', 'e')
    const answer = await lambda.invokeStream()
    expect([answer.statusCode, await textOf(answer)]).toEqual([201, 'one'])
  })

  test.each([
    ['application/octet-stream', ['one\n', 'two\n']],
    [eventStream, ['{"statusLine":', '"no prelude"}']],
    [eventStream, ['{"statusCode":1', '}']],
    [eventStream, []],
    ['text/plain', [`${prelude}${nuls}one`]],
  ])('gives plain bytes of a plain stream: %s %j', async (type, texts) => {
    contentType = type
    serve = parts(...texts)
    const answer = await lambda.invokeStream()
    expect([answer.statusCode, answer.headers, answer.cookies]).toEqual([undefined, undefined, undefined])
    expect(await textOf(answer)).toBe(texts.join(''))
  })

  test('gives the first chunk while the function is still writing', async () => {
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    serve = async (write) => {
      await write(chunk(`${prelude}${nuls}one`))
      await finished
      await write(chunk('two'))
      await write(complete())
    }
    const { body } = await lambda.invokeStream()
    const reader = body.getReader()
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('one')
    finish()
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('two')
    expect((await reader.read()).done).toBe(true)
  })

  test('fails as invoke() does, where nothing of the answer has come', async () => {
    const details = { errorMessage: 'no stream is called "x"', errorType: 'errorString' }
    serve = (write) => write(complete({ ErrorCode: 'Unhandled', ErrorDetails: JSON.stringify(details) }))
    const error = await failureOf<LambdaFunctionError>(lambda.invokeStream())
    expect([error.code, error.toAwsJson()]).toEqual(['LAMBDA_FUNCTION_ERROR', details])
  })

  test('is broken by an error half-way, behind what had come', async () => {
    serve = async (write) => {
      await write(chunk(`${prelude}${nuls}one`))
      await write(complete({ ErrorCode: 'Runtime.StreamError', ErrorDetails: 'the source ran dry' }))
    }
    const reader = (await lambda.invokeStream()).body.getReader()
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('one')
    const error = await failureOf<LambdaFunctionError>(reader.read())
    expect([error.errorType, error.errorMessage]).toEqual(['Runtime.StreamError', 'the source ran dry'])
  })

  test.each<[string, (response: ServerResponse) => void]>([
    ['ends too early', (response) => response.end()],
    ['is cut', (response) => response.destroy()],
  ])('is broken where the line %s', async (_, end) => {
    serve = async (write, response) => {
      await write(chunk(`${prelude}${nuls}one`))
      end(response)
    }
    const reader = (await lambda.invokeStream()).body.getReader()
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('one')
    expect(await failureOf(reader.read())).toMatchObject({ code: 'LAMBDA_REMOTE' })
  })

  test('holds the function back while nobody reads', async () => {
    let written = 0
    const megabyte = chunk('x'.repeat(1_000_000))
    serve = async (write, response) => {
      await write(chunk(`${prelude}${nuls}`))
      while (written < 64 && !response.destroyed) {
        await Promise.race([write(megabyte), new Promise((resolve) => response.once('close', resolve))])
        written++
      }
    }
    const { body } = await lambda.invokeStream()
    // What the kernel and Node keep between the two ends fills up: nothing is written any more.
    let before = -1
    while (written !== before) {
      before = written
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect(written).toBeLessThan(16)
    await body.cancel(new Error('enough'))
  })

  test('lets go of the connection when it is cancelled, aborted or stopped', async () => {
    const closed: Promise<unknown>[] = []
    serve = async (write, response) => {
      closed.push(new Promise((resolve) => response.once('close', resolve)))
      await write(chunk(`${prelude}${nuls}one`))
      await closed.at(-1)
    }
    const cancelled = await lambda.invokeStream()
    await cancelled.body.cancel(new Error('enough'))
    await closed[0]
    const given = new AbortController()
    const aborted = (await lambda.invokeStream({}, { signal: given.signal })).body.getReader()
    await aborted.read()
    given.abort(new Error('given up'))
    expect((await failureOf(aborted.read())).message).toBe('given up')
    await closed[1]
    const stopped = (await lambda.invokeStream()).body.getReader()
    await stopped.read()
    await lambda.stop()
    expect(await failureOf(stopped.read())).toMatchObject({ code: 'LAMBDA_STOPPED' })
    await closed[2]
  })
})
