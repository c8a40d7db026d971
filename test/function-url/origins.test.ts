import { describe, expect, test } from 'vitest'
import { functionUrls } from '../../src/function-url/index.ts'
import { startEndpoint } from '../../src/invoke-api/index.ts'
import { rawRequest } from '../invoke-api/raw-request.ts'
import { site } from './site.ts'

const closed = site()
const open = site(['https://app.example', 'http://localhost:5173'])
const wide = site(['*'])
const url = '/lambda-url/fn/'

const cors = ({ headers }: { headers: NodeJS.Dict<string | string[]> }) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-') || name === 'vary'))

describe('a function URL answers', () => {
  test('programs, a person who typed it, and its own pages', async () => {
    const own = `http://127.0.0.1:${closed.port()}`
    for (const headers of [
      [],
      ['Sec-Fetch-Site', 'none'],
      ['Sec-Fetch-Site', 'same-origin'],
      ['Origin', own],
      ['Origin', own, 'Sec-Fetch-Site', 'same-origin'],
    ]) {
      const answer = await closed.ask(url, { headers })
      expect([answer.status, cors(answer)]).toEqual([200, {}])
    }
    const host = `fn.localhost:${closed.port()}`
    expect((await closed.ask('/', { host, headers: ['Origin', `http://${host}`] })).status).toBe(200)
  })

  test('pages of the origins that were given, with what their browser needs to know', async () => {
    for (const origin of ['https://app.example', 'http://localhost:5173']) {
      const answer = await open.ask(url, { headers: ['Origin', origin, 'Sec-Fetch-Site', 'cross-site'] })
      expect([answer.status, cors(answer)]).toEqual([200, { 'access-control-allow-origin': origin, vary: 'Origin' }])
    }
    const any = await wide.ask(url, { headers: ['Origin', 'https://evil.example', 'Sec-Fetch-Site', 'cross-site'] })
    expect([any.status, cors(any)]).toEqual([200, { 'access-control-allow-origin': '*', vary: 'Origin' }])
  })

  test('and what was given comes before what the function says', async () => {
    open.answers(JSON.stringify({ statusCode: 200, headers: { 'access-control-allow-origin': '*', 'X-A': '1' } }))
    const answer = await open.ask(url, { headers: ['Origin', 'https://app.example'] })
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': 'https://app.example', 'x-a': '1' })
    closed.answers(JSON.stringify({ statusCode: 200, headers: { 'access-control-allow-origin': '*' } }))
    expect(cors(await closed.ask(url))).toEqual({ 'access-control-allow-origin': '*' })
  })

  test('a preflight itself, of those origins only', async () => {
    const before = open.events.length
    const headers = ['Access-Control-Request-Method', 'PUT', 'Access-Control-Request-Headers', 'x-a, content-type']
    const asked = { method: 'OPTIONS', headers: ['Origin', 'https://app.example', ...headers] }
    const answer = await open.ask(url, asked)
    expect([answer.status, answer.body, cors(answer)]).toEqual([
      200,
      '',
      {
        'access-control-allow-origin': 'https://app.example',
        'access-control-allow-methods': 'PUT',
        'access-control-allow-headers': 'x-a, content-type',
        vary: 'Origin',
      },
    ])
    expect((await open.ask(url, { ...asked, headers: ['Origin', 'https://evil.example', ...headers] })).status).toBe(
      403,
    )
    expect(open.events.length).toBe(before)
  })
})

describe('a function URL refuses', () => {
  test.each([
    [
      'a page of another origin',
      ['Origin', 'https://evil.example'],
      'the request comes from a page of "https://evil.example"',
    ],
    ['a page in a sandbox', ['Origin', 'null'], 'the request comes from a page of "null"'],
    ['another port', ['Origin', 'http://127.0.0.1:1'], 'the request comes from a page of "http://127.0.0.1:1"'],
    ['a form or an image of one', ['Sec-Fetch-Site', 'cross-site'], 'the request says Sec-Fetch-Site: cross-site'],
    ['a neighbour', ['Sec-Fetch-Site', 'same-site'], 'the request says Sec-Fetch-Site: same-site'],
  ])('%s, and does not invoke', async (_, headers, why) => {
    for (const { ask, events, faults } of [closed, open]) {
      const before = events.length
      const { status, headers: given, body } = await ask(url, { method: 'POST', headers, body: 'x' })
      expect([status, given['x-amzn-errortype'], JSON.parse(body)]).toEqual([
        403,
        'AccessDeniedException',
        { Message: `${why}, and --cors does not name it` },
      ])
      expect(events.length).toBe(before)
      expect(faults.at(-1)).toBe(`fn: 403, ${why}, and --cors does not name it`)
    }
  })

  test.each([
    'evil.example',
    'evil.example:PORT',
    'fn.localhost',
    'fn.localhost:1',
    'fn.localhost.evil.example:PORT',
    'a b.localhost:PORT',
  ])('the Host header %s', async (host) => {
    const before = wide.events.length
    const answer = await wide.ask(url, { host: host.replace('PORT', String(wide.port())) })
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([403, 'AccessDeniedException'])
    expect(wide.events.length).toBe(before)
  })

  test('what no function is called', async () => {
    for (const [target, host, name] of [
      ['/lambda-url/other/', undefined, 'other'],
      ['/lambda-url/constructor/', undefined, 'constructor'],
      ['/', `other.localhost:${closed.port()}`, 'other'],
    ] as const) {
      const { status, body } = await closed.ask(target, host === undefined ? {} : { host })
      expect([status, JSON.parse(body)]).toEqual([403, { Message: `no function is called "${name}"` }])
    }
  })

  test('to be taken for the Invoke API', async () => {
    const headers = ['Origin', 'https://app.example']
    const invoke = '/2015-03-31/functions/fn/invocations'
    expect((await wide.ask(invoke, { method: 'POST', headers, body: '{}' })).status).toBe(403)
    expect((await wide.ask(invoke, { method: 'POST', body: '{}' })).status).toBe(200)
    const host = `fn.localhost:${wide.port()}`
    const { status } = await wide.ask(invoke, { method: 'POST', body: '{}', host })
    expect([status, wide.events.at(-1)?.['rawPath']]).toEqual([200, invoke])
  })
})

describe('an endpoint that other machines reach', () => {
  test('answers to addresses, and to names that nobody else can have', async () => {
    const find = () => ({ send: async () => ({ Payload: Buffer.from('{}') }) })
    const answerUrl = functionUrls({ find, origins: [], onFault: () => undefined, now: () => new Date() })
    const endpoint = await startEndpoint(find, { host: '0.0.0.0', answerUrl })
    const status = async (host: string) =>
      (await rawRequest(endpoint.port, ['GET /lambda-url/fn/ HTTP/1.1', `Host: ${host}`, 'Connection: close'])).status
    expect(endpoint.url).toBe(`http://127.0.0.1:${endpoint.port}`)
    for (const host of [
      `127.0.0.1:${endpoint.port}`,
      '192.168.1.2:3001',
      '[fe80::1]:80',
      'localhost:8080',
      '10.0.0.1',
    ]) {
      expect([host, await status(host)]).toEqual([host, 200])
    }
    expect(await status('host.docker.internal:3001')).toBe(200)
    expect(await status('fn.localhost:8080')).toBe(200)
    for (const host of ['evil.example', 'evil.example:3001', '1.2.3.4.evil.example', 'my-laptop:3001', '[evil]:1']) {
      expect([host, await status(host)]).toEqual([host, 403])
    }
    await endpoint.stop()
  })
})
