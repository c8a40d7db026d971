import { afterAll, describe, expect, it } from 'vitest'
import type { LambdaPayloadError, LambdaResponseError } from '../../src/lambda/index.ts'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

const shop = workshop()
const echo = shop.lambda('echo')
const integers = shop.lambda('big-integers')
afterAll(() => shop.stopAll())

describe('a payload', () => {
  it.each([
    ['{}', {}],
    ['null', null],
    ['a string', 'dañiel 🙂 \u2028'],
    ['a number', 1.5],
    ['a list', [1, 'two', null, { three: [3] }]],
    ['an object', { b: 1, a: { '': true, 'two words': 'x' } }],
    ['nothing but spaces', '   '],
    ['true', true],
  ])('comes back from Go as it went: %s', async (_, payload) => {
    expect(await echo.invoke(payload)).toEqual(payload)
  })

  it('left out is {}', async () => {
    expect(await echo.invoke()).toEqual({})
  })

  it('of 3 MiB comes back whole', async () => {
    const payload = { text: 'dañiel'.repeat(450_000) }
    expect(await echo.invoke(payload)).toEqual(payload)
  })

  it.each([
    ['undefined', undefined],
    ['a field undefined', { order: { id: undefined } }],
    ['NaN', { items: [{}, { price: Number.NaN }] }],
    ['Infinity', [Number.POSITIVE_INFINITY]],
    ['a function', { handler: () => 1 }],
    ['a symbol', { 'two words': Symbol('x') }],
    ['a Map', { tags: new Map([['a', 1]]) }],
    ['a Set', { tags: new Set(['a']) }],
    ['bytes', { body: Buffer.from('x') }],
    ['a bigint', { id: 12345678901234567890n }],
  ])('that JSON cannot hold is refused by its path, and the next goes through: %s', async (_, payload) => {
    const error = await failureOf<LambdaPayloadError>(echo.invoke(payload))
    expect(error.code).toBe('LAMBDA_PAYLOAD')
    expect(error.message).toMatchSnapshot()
    expect(await echo.invoke('next')).toBe('next')
  })

  it('with a cycle is refused by its path', async () => {
    const order: { items: unknown[] } = { items: [] }
    order.items.push({ order })
    const error = await failureOf<LambdaPayloadError>(echo.invoke(order))
    expect(error.message).toMatchInlineSnapshot(`
      "the payload cannot be sent as JSON: a cycle at $.items[0].order
        → JSON is a tree: send a copy without the reference back"
    `)
  })
})

describe('an answer', () => {
  it('of a handler without one is null', async () => {
    expect(await shop.lambda('answers-nothing').invoke()).toBe(null)
  })

  it('that is no JSON says so, with its begin and the bytes; invokeRaw gives them', async () => {
    const lambda = shop.lambda('answers-not-json')
    const error = await failureOf<LambdaResponseError>(lambda.invoke())
    expect(error.message).toMatchInlineSnapshot(`
      "the answer of 59 bytes is not JSON: Unexpected token '<', "<!doctype "... is not valid JSON
        | "<!doctype html>\\n<title>Orders</title>\\n<p>Nothing here.</p>\\n"
        → use invokeRaw to get the bytes as they are"
    `)
    expect(error).toMatchObject({ name: 'LambdaResponseError', code: 'LAMBDA_RESPONSE', path: undefined })
    expect(error.invocation).toMatchObject({ coldStart: true })
    const page = '<!doctype html>\n<title>Orders</title>\n<p>Nothing here.</p>\n'
    expect(Buffer.from(error.bytes).toString()).toBe(page)
    expect(Buffer.from(await lambda.invokeRaw(Buffer.from('{}'))).toString()).toBe(page)
  })

  it('of a streaming handler is the HTTP answer as a whole; invokeRaw gives prelude and body', async () => {
    const lambda = shop.lambda('streams')
    expect(await lambda.invoke({ kind: 'url' })).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      cookies: ['seen=1'],
      body: 'one\ntwo\n',
      isBase64Encoded: false,
    })
    const text = Buffer.from(await lambda.invokeRaw(Buffer.from('{"kind":"url"}'))).toString()
    const [prelude, body] = text.split('\0'.repeat(8)) as [string, string]
    expect(JSON.parse(prelude)).toMatchObject({ statusCode: 200, cookies: ['seen=1'] })
    expect(body).toBe('one\ntwo\n')
    expect(await lambda.invoke({ kind: 'json' })).toEqual({ parts: ['one', 'two'] })
    expect(await lambda.invoke({ kind: 'none' })).toBe(null)
    expect((await failureOf(lambda.invoke({ kind: 'text' }))).message).toMatchInlineSnapshot(`
      "the answer of 14 bytes is not JSON: Unexpected token 'o', "one two three " is not valid JSON
        | "one\\ntwo\\nthree\\n"
        → use invokeRaw to get the bytes as they are"
    `)
  })

  it('with an integer that would be rounded names its path, and the next works', async () => {
    const error = await failureOf<LambdaResponseError>(integers.invoke())
    expect(error.message).toMatchInlineSnapshot(`
      "the answer holds an integer that a JavaScript number would round: 9007199254740993 at $.id
        → set { integers: 'bigint' } (or 'string'; 'number' rounds), or let the function send it as a string"
    `)
    expect(error.path).toBe('$.id')
    expect(Buffer.from(await integers.invokeRaw(Buffer.from('{}'))).toString()).toContain('"id":9007199254740993')
  })

  it("is read as integers: 'bigint' says, and bigints are sent", async () => {
    const lambda = shop.lambda('big-integers', { integers: 'bigint' })
    expect(await lambda.invoke()).toEqual({
      safe: 9007199254740991,
      id: 9007199254740993n,
      items: [
        { name: 'tea', cents: 250 },
        { name: 'moon', cents: 9007199254740993n },
      ],
      smallest: -9223372036854775808n,
      largest: 18446744073709551615n,
      text: '9007199254740993',
    })
    const both = shop.lambda('echo', { integers: 'bigint' })
    expect(await both.invoke({ id: 12345678901234567890n, n: 1n })).toEqual({ id: 12345678901234567890n, n: 1 })
  })

  it("is read as integers: 'string' says", async () => {
    expect(await shop.lambda('big-integers', { integers: 'string' }).invoke()).toMatchObject({
      safe: 9007199254740991,
      id: '9007199254740993',
      smallest: '-9223372036854775808',
      largest: '18446744073709551615',
    })
  })

  it("is rounded where integers: 'number' says so", async () => {
    expect(await shop.lambda('big-integers', { integers: 'number' }).invoke()).toMatchObject({
      safe: 9007199254740991,
      id: 9007199254740992,
      largest: 18446744073709552000,
    })
  })

  it('of 6 MiB comes through whole', async () => {
    const lambda = shop.lambda<unknown, string>('big-answer')
    expect(await lambda.invoke({ bytes: 6_291_556 })).toHaveLength(6_291_554)
    expect(await lambda.invoke({ bytes: 1_000_002, fill: 'é' })).toBe('é'.repeat(500_000))
  })
})

describe('invokeRaw', () => {
  it('sends and gives bytes as they are', async () => {
    const lambda = shop.lambda('raw-bytes')
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    expect(Buffer.from(await lambda.invokeRaw(bytes))).toEqual(Buffer.from(bytes))
    expect(await lambda.invokeRaw(new Uint8Array())).toHaveLength(0)
    expect(Buffer.from(await lambda.invokeRaw(bytes.subarray(10, 12)))).toEqual(Buffer.from([10, 11]))
  })

  it.each([['text'], [{ a: 1 }], [undefined], [null]])('refuses what is no bytes: %j', async (payload) => {
    const error = await failureOf(echo.invokeRaw(payload as never))
    expect(`${error.name}: ${error.message}`).toMatchSnapshot()
  })
})
