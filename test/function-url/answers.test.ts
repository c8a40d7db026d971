import { ReadableStream } from 'node:stream/web'
import { afterEach, describe, expect, test } from 'vitest'
import { LambdaFunctionError } from '../../src/lambda/index.ts'
import { site } from './site.ts'

const { answers, ask, faults, port } = site()

afterEach(() => {
  faults.length = 0
})

/** What a client sees of an answer of the function. */
async function seen(payload: unknown): Promise<unknown[]> {
  answers(typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload))
  const { status, headers, body } = await ask('/lambda-url/fn/')
  const { date: _, connection: __, 'keep-alive': ___, 'x-amzn-requestid': id, ...rest } = headers
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  return [status, rest, body]
}

const json = (length: number) => ({ 'content-type': 'application/json', 'content-length': String(length) })

describe('an answer without a statusCode', () => {
  test.each([
    ['{"hello":"world"}', '{"hello":"world"}'],
    ['["hello",3,true]', '["hello",3,true]'],
    ['"hello"', 'hello'],
    ['3', '3'],
    ['3.10', '3.10'],
    ['true', 'true'],
    ['null', 'null'],
    [' {"n":12345678901234567890} ', ' {"n":12345678901234567890} '],
    ['{"body":"x","headers":{"a":"b"}}', '{"body":"x","headers":{"a":"b"}}'],
  ])('%s is 200, application/json, the body all of it', async (payload, body) => {
    expect(await seen(payload)).toEqual([200, json(Buffer.byteLength(body)), body])
  })
})

describe('an answer with a statusCode', () => {
  test('says status, headers and body', async () => {
    const headers = { 'Content-Type': 'text/html', 'My-Custom-Header': 'Custom Value', 'X-N': 1, 'X-B': true }
    expect(await seen({ statusCode: 201, headers, body: '<p>ü' })).toEqual([
      201,
      {
        'content-type': 'text/html',
        'content-length': '5',
        'my-custom-header': 'Custom Value',
        'x-n': '1',
        'x-b': 'true',
      },
      '<p>ü',
    ])
  })

  test('has the type application/json where it says none', async () => {
    expect(await seen({ statusCode: 200, body: 'body123' })).toEqual([200, json(7), 'body123'])
    expect(await seen({ statusCode: 200, headers: null, cookies: null, body: null })).toEqual([200, json(0), ''])
  })

  test('may say it as text', async () => {
    expect(await seen({ statusCode: '418', body: "i'm a teapot", isBase64Encoded: false })).toEqual([
      418,
      json(12),
      "i'm a teapot",
    ])
  })

  test('is decoded where it is base64', async () => {
    const body = Buffer.from([0, 1, 0xc3, 0xbc]).toString('base64')
    expect(
      await seen({ statusCode: 200, headers: { 'content-type': 'image/png' }, body, isBase64Encoded: true }),
    ).toEqual([200, { 'content-type': 'image/png', 'content-length': '4' }, '\0\u0001ü'])
  })

  test('sets each cookie by itself', async () => {
    const cookies = ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2; Max-Age=78000']
    expect(await seen({ statusCode: 200, cookies })).toEqual([200, { ...json(0), 'set-cookie': cookies }, ''])
  })

  test('does not decide of the connection and the length', async () => {
    const headers = { 'Content-Length': '1', 'Transfer-Encoding': 'chunked', Connection: 'close', Upgrade: 'x' }
    expect(await seen({ statusCode: 200, headers, body: 'whole' })).toEqual([200, json(5), 'whole'])
  })

  test.each([204, 304])('%i has no body', async (statusCode) => {
    const [status, headers, body] = await seen({ statusCode, body: 'x' })
    expect([status, headers, body]).toEqual([statusCode, { 'content-type': 'application/json' }, ''])
  })

  test('may stand before 8 NUL bytes, and its body behind them', async () => {
    const prelude = JSON.stringify({ statusCode: 203, headers: { 'content-type': 'text/plain' }, cookies: ['seen=1'] })
    const bytes = Buffer.concat([Buffer.from(prelude), Buffer.alloc(8), Buffer.from('one\ntwo\0\n')])
    expect(await seen(bytes)).toEqual([
      203,
      { 'content-type': 'text/plain', 'content-length': '9', 'set-cookie': ['seen=1'] },
      'one\ntwo\0\n',
    ])
    expect(await seen(Buffer.concat([Buffer.from('{}'), Buffer.alloc(8), Buffer.from('x')]))).toEqual([
      200,
      json(1),
      'x',
    ])
  })
})

describe('what cannot be sent is 502', () => {
  test.each<[unknown, string]>([
    ['no json', 'the answer is no JSON'],
    ['', 'the answer is no JSON'],
    [Buffer.from([0x22, 0xff, 0x22]), 'the answer is no JSON'],
    [{ statusCode: 0 }, 'statusCode is 0, not one from 200 to 599'],
    [{ statusCode: 101 }, 'statusCode is 101, not one from 200 to 599'],
    [{ statusCode: 600 }, 'statusCode is 600, not one from 200 to 599'],
    [{ statusCode: 200.5 }, 'statusCode is 200.5, not one from 200 to 599'],
    [{ statusCode: 'ok' }, 'statusCode is "ok", not one from 200 to 599'],
    [{ statusCode: null }, 'statusCode is null, not one from 200 to 599'],
    [{ statusCode: 200, body: { a: 1 } }, 'body is an object, not a string'],
    [{ statusCode: 200, body: 5 }, 'body is a number, not a string'],
    [{ statusCode: 200, headers: ['a'] }, 'headers is a list, not an object'],
    [{ statusCode: 200, headers: { a: ['b'] } }, 'header a is a list, not a string'],
    [{ statusCode: 200, headers: { a: null } }, 'header a is null, not a string'],
    [{ statusCode: 200, headers: { 'a b': 'c' } }, 'Header name must be a valid HTTP token ["a b"]'],
    [{ statusCode: 200, headers: { a: 'b\r\nSet-Cookie: c=1' } }, 'Invalid character in header content ["a"]'],
    [{ statusCode: 200, cookies: 'a=1' }, 'cookies is no list of strings'],
    [{ statusCode: 200, cookies: [1] }, 'cookies is no list of strings'],
    [{ statusCode: 200, cookies: ['a=1\nb'] }, 'Invalid character in header content ["set-cookie"]'],
    [{ statusCode: 200, isBase64Encoded: 'yes' }, 'isBase64Encoded is a string, not a boolean'],
    [{ statusCode: 200, isBase64Encoded: true, body: '<p>' }, 'isBase64Encoded is true, and body is no base64'],
  ])('%j: %s', async (payload, fault) => {
    expect(await seen(payload)).toEqual([
      502,
      { 'content-type': 'text/plain; charset=utf-8', 'content-length': '21' },
      'Internal Server Error',
    ])
    expect(faults).toEqual([`fn: 502, ${fault}`])
  })
})

describe('a request over 6 MB', () => {
  test('is 413 and not read to its end, and the next one is answered', async () => {
    answers('{}')
    const headers = ['Content-Type', 'text/plain']
    const {
      status,
      headers: given,
      body,
    } = await ask('/lambda-url/fn/', { method: 'POST', headers, body: 'x'.repeat(7_000_000) })
    expect([status, given['x-amzn-errortype'], JSON.parse(body)]).toEqual([
      413,
      'RequestEntityTooLargeException',
      { Message: 'the request is an event of at least 7000000 bytes, more than 6291456' },
    ])
    expect((await ask('/lambda-url/fn/')).status).toBe(200)
  })

  test('is one whose event is, base64 counted', async () => {
    answers('{}')
    const status = async (bytes: number) =>
      (await ask('/lambda-url/fn/', { method: 'POST', body: new Uint8Array(bytes) })).status
    expect(await status(4_700_000)).toBe(200)
    expect(await status(4_720_000)).toBe(413)
  })
})

describe('a function that streams', () => {
  const encode = (text: string) => new TextEncoder().encode(text)

  test('has its first piece out while it still writes', async () => {
    let write: (text: string) => void = () => undefined
    let close = () => {}
    answers(async () => ({
      statusCode: 206,
      headers: { 'Content-Type': 'text/event-stream' },
      cookies: ['a=1'],
      body: new ReadableStream({
        start(controller) {
          write = (text) => controller.enqueue(encode(text))
          close = () => controller.close()
        },
      }),
    }))
    const url = `http://127.0.0.1:${port()}/lambda-url/fn/`
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('content-type'), answer.headers.getSetCookie()]).toEqual([
      206,
      'text/event-stream',
      ['a=1'],
    ])
    const reader = answer.body?.getReader()
    for (const piece of ['one', 'two']) {
      write(piece)
      expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(piece)
    }
    close()
    expect((await reader?.read())?.done).toBe(true)
  })

  test('without a head is read when it is whole', async () => {
    answers(async () => ({ body: ReadableStream.from([encode('{"statusCode":'), encode('202}')]) }))
    expect((await ask('/lambda-url/fn/')).status).toBe(202)
  })

  test('that fails before its first byte is 502; later the connection breaks', async () => {
    const invocation = { requestId: 'r', logs: '', durationMs: 1, billedDurationMs: 1, coldStart: false }
    const failure = new LambdaFunctionError({ errorMessage: 'no', errorType: 'errorString' }, invocation)
    answers(() => Promise.reject(failure))
    expect(await ask('/lambda-url/fn/')).toMatchObject({ status: 502, body: 'Internal Server Error' })
    answers(async () => ({
      statusCode: 200,
      body: new ReadableStream(
        {
          pull(controller) {
            controller.error(failure)
          },
          start(controller) {
            controller.enqueue(encode('half'))
          },
        },
        { highWaterMark: 0 },
      ),
    }))
    await expect(ask('/lambda-url/fn/')).rejects.toMatchObject({ code: 'ECONNRESET' })
    answers('{}')
    expect((await ask('/lambda-url/fn/')).status).toBe(200)
  })

  test('is told when the client goes away', async () => {
    let cancelled = () => {}
    const told = new Promise<void>((resolve) => {
      cancelled = resolve
    })
    answers(async () => ({
      statusCode: 200,
      body: new ReadableStream({
        start: (controller) => controller.enqueue(encode('first')),
        cancel: () => cancelled(),
      }),
    }))
    const url = `http://127.0.0.1:${port()}/lambda-url/fn/`
    const abort = new AbortController()
    const answer = await fetch(url, { signal: abort.signal })
    await answer.body?.getReader().read()
    abort.abort()
    await told
  })
})
