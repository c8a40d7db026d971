import { describe, expect, test } from 'vitest'
import { decodeAnswer } from '../../src/lambda/answer.ts'
import type { Integers } from '../../src/lambda/payload.ts'

const read = (json: string, integers?: Integers) => decodeAnswer(Buffer.from(json), integers)

function refusal(bytes: Uint8Array): string {
  try {
    return `read: ${JSON.stringify(decodeAnswer(bytes))}`
  } catch (error) {
    return (error as Error).message
  }
}

describe('an answer', () => {
  test.each([
    'null',
    '"DANIEL"',
    '{"a":[1,-2.5,1e3,9007199254740991],"b":null}',
    '"1234567890123456789"',
    '{"a":"\\"1234567890123456789\\"","1234567890123456789":1}',
    '12345678901234567.5',
    '[0.12345678901234567890]',
    '{"a":[9007199254740991,-9007199254740991,54.800000000000004],"b":"at 12345678901234567"}',
    '"\\ufeff é€😀"',
  ])('is what JSON.parse makes of it: %s', (json) => {
    expect(read(json)).toEqual(JSON.parse(json))
  })

  test('with an integer that would be rounded is an error that names its path', () => {
    expect(refusal(Buffer.from('{"items":[{"id":1},{"id":9007199254740993}]}'))).toBe(
      'the answer holds an integer that a JavaScript number would round: 9007199254740993 at $.items[1].id\n' +
        "  → set { integers: 'bigint' } (or 'string'; 'number' rounds), or let the function send it as a string",
    )
    expect(refusal(Buffer.from('-9007199254740992'))).toContain('-9007199254740992 at $\n')
  })

  test('is read as integers says', () => {
    const json = '{"id":9007199254740993,"n":12,"wide":[-1234567890123456789]}'
    expect(read(json, 'bigint')).toEqual({ id: 9007199254740993n, n: 12, wide: [-1234567890123456789n] })
    expect(read(json, 'string')).toEqual({ id: '9007199254740993', n: 12, wide: ['-1234567890123456789'] })
    expect(read(json, 'number')).toEqual(JSON.parse(json))
  })

  test('keeps a key named __proto__ where it is, wide integers or not', () => {
    for (const json of ['{"__proto__":{"a":1}}', '{"__proto__":{"a":1},"id":9007199254740993}']) {
      const value = read(json, 'bigint') as object
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
      expect(Object.keys(value)).toContain('__proto__')
    }
  })

  test('takes the last of two equal keys, as JSON.parse does', () => {
    expect(read('{"a":1,"a":9007199254740993}', 'string')).toEqual({ a: '9007199254740993' })
  })

  test('of many megabytes is the same, in whatever letters', () => {
    for (const letters of ['Zurich', 'Zürich', '東京 😀']) {
      const value = Array.from({ length: 20_000 }, (_, id) => ({
        id,
        letters,
        price: id * 1.37,
        at: `12345678901234567${id}`,
      }))
      expect(read(JSON.stringify(value))).toEqual(value)
    }
  })

  test('that is no JSON says how it begins', () => {
    expect(refusal(Buffer.from('hello, world'))).toBe(
      'the answer of 12 bytes is not JSON: Unexpected token \'h\', "hello, world" is not valid JSON\n' +
        '  | "hello, world"\n  → use invokeRaw to get the bytes as they are',
    )
    expect(refusal(Buffer.alloc(0))).toBe(
      'the answer of 0 bytes is not JSON: Unexpected end of JSON input\n  → use invokeRaw to get the bytes as they are',
    )
  })

  test('of a streaming handler is the HTTP answer as a whole; a body that is no text is base64', () => {
    const head = `{"statusCode":201,"headers":{"a":"b"},"cookies":["c=d"]}${'\0'.repeat(8)}`
    const read = { statusCode: 201, headers: { a: 'b' }, cookies: ['c=d'] }
    expect(decodeAnswer(Buffer.from(`${head}größer`))).toEqual({ ...read, body: 'größer', isBase64Encoded: false })
    const bytes = Buffer.concat([Buffer.from(head), Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 0])])
    expect(decodeAnswer(bytes)).toEqual({ ...read, body: '/wAAAAAAAAAA', isBase64Encoded: true })
    expect(decodeAnswer(Buffer.from(`{}${'\0'.repeat(8)}`))).toEqual({
      statusCode: 200,
      headers: {},
      body: '',
      isBase64Encoded: false,
    })
    expect(refusal(Buffer.from(`{"statusCode${'\0'.repeat(8)}body`))).toContain('is not JSON')
  })
})
