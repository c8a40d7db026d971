import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { encodePayload, type Integers } from '../../src/lambda/payload.ts'

const text = (payload: unknown, integers?: Integers) => Buffer.from(encodePayload(payload, integers)).toString()

function refusal(payload: unknown, integers?: Integers): string {
  try {
    return `sent: ${text(payload, integers)}`
  } catch (error) {
    return (error as Error).message
  }
}

/** What another realm (Jest's sandbox, jsdom) makes. */
const foreign = (code: string): unknown => runInNewContext(`(${code})`)

class Price {
  readonly amount = 1
  readonly currency = 'CHF'
}

const shared = { a: 1 }
const cycle: Record<string, unknown> = { name: 'a' }
cycle['self'] = { back: cycle }

describe('a payload', () => {
  test.each<[string, unknown, string]>([
    ['a string', 'daniel', '"daniel"'],
    ['null', null, 'null'],
    ['nested values', { a: [1, { b: true }], c: 'é\u2028' }, '{"a":[1,{"b":true}],"c":"é\u2028"}'],
    ['a date as JSON does', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['a value with toJSON', { toJSON: () => ({ a: 1 }) }, '{"a":1}'],
    ['boxed values as JSON does', [Object(1), Object('a'), Object(true)], '[1,"a",true]'],
    ['an instance of a class', [new Price()], '[{"amount":1,"currency":"CHF"}]'],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    ['an object that inherits, without what it inherits', Object.create({ a: undefined }, {}), '{}'],
    [
      'another realm’s values',
      foreign('{ a: [{ b: 1 }], at: new Date(0), n: Object(1) }'),
      '{"a":[{"b":1}],"at":"1970-01-01T00:00:00.000Z","n":1}',
    ],
    ['a field that enumeration passes over', Object.defineProperty({ a: 1 }, 'b', { value: undefined }), '{"a":1}'],
    ['a field named by a symbol', { a: 1, [Symbol('b')]: undefined }, '{"a":1}'],
    ['the same object twice', [shared, shared], '[{"a":1},{"a":1}]'],
    [
      'a toJSON that gives itself',
      {
        kept: 1,
        toJSON() {
          return this
        },
      },
      '{"kept":1}',
    ],
  ])('is sent: %s', (_, payload, json) => {
    expect(text(payload)).toBe(json)
  })

  test.each<[string, unknown, string]>([
    ['explicit undefined', undefined, 'undefined at $\n  → leave the field out, or send null'],
    ['an undefined field', { a: { b: undefined } }, 'undefined at $.a.b\n  → leave the field out, or send null'],
    [
      'NaN',
      { items: [1, 2, 3, { price: Number.NaN }] },
      'NaN at $.items[3].price\n  → JSON has finite numbers only: send null or a string',
    ],
    ['-Infinity', [-Infinity], '-Infinity at $[0]\n  → JSON has finite numbers only: send null or a string'],
    ['a function', { 'two words': () => 1 }, 'a function at $["two words"]\n  → JSON cannot hold it: leave it out'],
    ['a symbol', [Symbol('x')], 'a symbol at $[0]\n  → JSON cannot hold it: leave it out'],
    ['a bigint', { id: 12n }, "the bigint 12n at $.id\n  → set { integers: 'bigint' }, or send a number or a string"],
    ['a Map', { m: new Map() }, 'a Map at $.m\n  → JSON would make {} of it: send Object.fromEntries(map)'],
    [
      'another realm’s Map',
      foreign('{ m: new Map() }'),
      'a Map at $.m\n  → JSON would make {} of it: send Object.fromEntries(map)',
    ],
    [
      'another realm’s bytes',
      foreign('[new ArrayBuffer(2)]'),
      'bytes (ArrayBuffer) at $[0]\n  → use invokeRaw to send bytes as they are, or encode them as base64',
    ],
    [
      'a DataView',
      new DataView(new ArrayBuffer(2)),
      'bytes (DataView) at $\n  → use invokeRaw to send bytes as they are, or encode them as base64',
    ],
    ['a boxed NaN', { a: Object(Number.NaN) }, 'NaN at $.a\n  → JSON has finite numbers only: send null or a string'],
    ['a Set', { s: new Set() }, 'a Set at $.s\n  → JSON would make {} of it: send [...set]'],
    [
      'bytes',
      { body: new Uint8Array(2) },
      'bytes (Uint8Array) at $.body\n  → use invokeRaw to send bytes as they are, or encode them as base64',
    ],
    [
      'a Buffer, which has a toJSON',
      Buffer.from('a'),
      'bytes (Uint8Array) at $\n  → use invokeRaw to send bytes as they are, or encode them as base64',
    ],
    [
      'what toJSON gives',
      { toJSON: () => ({ a: undefined }) },
      'undefined at $.a\n  → leave the field out, or send null',
    ],
    ['a cycle', cycle, 'a cycle at $.self.back\n  → JSON is a tree: send a copy without the reference back'],
  ])('is refused with its path: %s', (_, payload, message) => {
    expect(refusal(payload)).toBe(`the payload cannot be sent as JSON: ${message}`)
  })

  test('may hold bigint where integers says so, and nothing is rounded', () => {
    expect(text({ id: 9007199254740993n, list: [-1n, 1.5] }, 'bigint')).toBe('{"id":9007199254740993,"list":[-1,1.5]}')
    expect(text({ at: new Date(0) }, 'bigint')).toBe('{"at":"1970-01-01T00:00:00.000Z"}')
    expect(refusal({ a: undefined }, 'bigint')).toContain('undefined at $.a')
  })

  test('nested beyond what a stack holds is refused, not a crash', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(refusal(deep)).toContain('a value nested too deeply at $')
  })

  test('is sent without what somebody added to the prototype of all objects', () => {
    Object.defineProperty(Object.prototype, 'added', {
      value: () => 1,
      enumerable: true,
      configurable: true,
      writable: true,
    })
    const results = [text({ a: { b: 1 } }), refusal({ a: undefined })]
    Reflect.deleteProperty(Object.prototype, 'added')
    expect(results).toEqual(['{"a":{"b":1}}', expect.stringContaining('undefined at $.a')])
  })

  test('may be as deep as JSON.stringify goes', () => {
    let deep: unknown = 1
    for (let i = 0; i < 1000; i++) deep = [deep]
    expect(text(deep)).toBe(JSON.stringify(deep))
  })
})
