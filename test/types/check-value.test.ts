import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { functionMisfit } from '../../src/types/check-function.ts'
import { type CheckOptions, misfit } from '../../src/types/check-value.ts'
import type { Direction } from '../../src/types/direction.ts'
import type { GoNumber, GoTypes, Shape } from '../../src/types/go-types.ts'
import { arbitraryOf } from './arbitrary.ts'
import * as d from './data.ts'
import { describedShapes } from './shapes.ts'
import { wrongChanges } from './wrong-changes.ts'

const parameters = { seed: 20_120_328, numRuns: 300 }

function pathOf(keys: readonly (string | number)[]): string {
  const parts = keys.map((key) => {
    if (typeof key === 'number') return `[${key}]`
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
  })
  return `$${parts.join('')}`
}

describe.each(['request', 'response'] as const)('random values of a %s', (direction) => {
  const cases = describedShapes(direction).chain(({ shape, declarations }) =>
    fc.record({
      shape: fc.constant(shape),
      declarations: fc.constant(declarations),
      value: arbitraryOf(shape, declarations, direction),
      any: fc.nat(),
    }),
  )

  it('fit', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(cases, ({ shape, declarations, value }) => {
        expect(misfit(shape, declarations, value, direction)).toBeUndefined()
        // As it is after its way through JSON.
        const sent = JSON.stringify(value)
        expect(misfit(shape, declarations, JSON.parse(sent), direction)).toBeUndefined()
      }),
      parameters,
    )
  })

  it('with integers of any size fit, as bigint', { timeout: 120_000 }, () => {
    const wide = describedShapes(direction).chain(({ shape, declarations }) =>
      arbitraryOf(shape, declarations, direction, { bigints: true }).map((value) => ({ shape, declarations, value })),
    )
    fc.assert(
      fc.property(wide, ({ shape, declarations, value }) => {
        expect(misfit(shape, declarations, value, direction, { integers: 'bigint' })).toBeUndefined()
      }),
      parameters,
    )
  })

  it('do not fit after a wrong change, and the misfit is where it was made', { timeout: 120_000 }, () => {
    let changes = 0
    fc.assert(
      fc.property(cases, ({ shape, declarations, value, any }) => {
        const all = wrongChanges(value, shape, declarations, direction)
        const change = all[any % all.length]
        if (change === undefined) return
        changes++
        expect(misfit(shape, declarations, change.value, direction)?.path).toBe(pathOf(change.path))
      }),
      parameters,
    )
    expect(changes).toBeGreaterThan(parameters.numRuns / 2)
  })
})

/** Each with what is wrong with it, as one line; `fits` where nothing is. */
function findings(
  shape: Shape,
  values: readonly unknown[],
  direction: Direction = 'response',
  declared: GoTypes['declarations'] = {},
  options: CheckOptions = {},
): string[] {
  return values.map((value) => {
    const found = misfit(shape, declared, value, direction, options)
    return found === undefined ? 'fits' : `${found.path}: expected ${found.expected}, found ${found.found}`
  })
}

describe('a misfit', () => {
  it('says where, what was expected, and what was found', () => {
    const order = d.object({ id: d.int, 'note?': d.text, items: d.nullable(d.list(d.object({ price: d.int }))) })
    expect(
      findings(order, [
        { id: 1, items: null },
        { id: 1, items: [{ price: 1 }, { price: '12' }] },
        { id: 1 },
        { id: 1, items: [], Note: 'x' },
        { id: 1, items: [], other: [1, 2] },
        { id: 1, items: [{ price: 1 }, { 'two words': 'a'.repeat(50), price: 1 }] },
        { id: null, note: null, items: {} },
        [],
        undefined,
      ]),
    ).toEqual([
      'fits',
      '$.items[1].price: expected a whole number from -9223372036854775808 to 9223372036854775807 (int), found the string "12"',
      '$.items: expected a list or null, found nothing',
      '$.Note: expected no such field, but "note", found the string "x"',
      '$.other: expected no such field, found a list of 2',
      `$.items[1]["two words"]: expected no such field, found the string "${'a'.repeat(40)}…"`,
      '$.id: expected a whole number from -9223372036854775808 to 9223372036854775807 (int), found null',
      '$: expected an object, found a list of 0',
      '$: expected an object, found nothing',
    ])
  })

  it('is the first one in the order of the fields', () => {
    const shape = d.object({ a: d.list(d.object({ b: d.int, c: d.int })), z: d.int })
    const value = {
      z: 'wrong',
      a: [
        { b: 1, c: 'wrong' },
        { b: 'wrong', c: 1 },
      ],
    }
    expect(misfit(shape, {}, value, 'response')?.path).toBe('$.a[0].c')
  })

  it('of an array tells its length', () => {
    expect(findings(d.list(d.int, 2), [[1, 2], [1], [1, 2, 3], null])).toEqual([
      'fits',
      '$: expected a list of 2, found a list of 1',
      '$: expected a list of 2, found a list of 3',
      '$: expected a list of 2, found null',
    ])
  })

  it('of a map tells the key', () => {
    expect(
      findings(d.map(d.boolean, 'uint8'), [{ 1: true, 255: false }, { 256: true }, { x: true }, { 1: 1 }]),
    ).toEqual([
      'fits',
      '$["256"]: expected a key that is a whole number from 0 to 255 (uint8), found "256"',
      '$.x: expected a key that is a whole number from 0 to 255 (uint8), found "x"',
      '$["1"]: expected true or false, found 1',
    ])
  })

  it('of what JSON cannot hold says why', () => {
    const never: Shape = { kind: 'never', why: 'a channel' }
    expect(findings(d.object({ 'c?': never, 'n?': d.nullable(never) }), [{}, { n: null }, { c: 1 }, { n: 1 }])).toEqual(
      ['fits', 'fits', '$.c: expected nothing: a channel, found 1', '$.n: expected null, found 1'],
    )
  })

  it('of a type that is one of several says what it could be', () => {
    const decimal = d.custom('github.com/shopspring/decimal.Decimal')
    const value = d.custom('github.com/aws/aws-lambda-go/events.DynamoDBAttributeValue')
    expect(findings(decimal, ['1.5', 1.5, 'x', true], 'request')).toEqual([
      'fits',
      'fits',
      '$: expected a decimal number, found the string "x"',
      '$: expected a string or a number (float64), found true',
    ])
    const values = [
      { L: [{ M: { a: { N: '1' } } }, { NULL: true }] },
      { L: [{ X: 1 }] },
      { S: 'x', N: '1' },
      { L: null },
    ]
    expect(findings(value, values, 'request')).toEqual([
      'fits',
      '$.L[0]: expected an object with one of B, BOOL, BS, L, M, N, NS, NULL, S, SS, found an object',
      '$.S: expected no such field, found the string "x"',
      '$.L: expected a list, found null',
    ])
    expect(findings(value, [{ L: null }, { B: 'AA==' }, { B: 'A' }])).toEqual([
      'fits',
      'fits',
      '$.B: expected a string of base64 or null, found the string "A"',
    ])
  })

  it('of a time is one that Go would not read', () => {
    const cases = [
      '2024-02-29T23:59:59Z',
      '2024-01-01T00:00:00.123456789+14:00',
      '2023-02-29T00:00:00Z',
      '2024-01-01T00:00:00',
    ]
    expect(findings(d.custom('time.Time'), [...cases, 'now'], 'request')).toEqual([
      'fits',
      'fits',
      '$: expected a time as RFC 3339 writes it, found the string "2023-02-29T00:00:00Z"',
      '$: expected a time as RFC 3339 writes it, found the string "2024-01-01T00:00:00"',
      '$: expected a time as RFC 3339 writes it, found the string "now"',
    ])
  })

  it('is none of a type whose way is not known', () => {
    expect(findings(d.custom('shop.Money'), [1, null, { a: [] }])).toEqual(['fits', 'fits', 'fits'])
  })
})

describe('a number', () => {
  const number = (go: GoNumber, quoted = false): Shape => ({ kind: 'number', go, ...(quoted && { quoted: true }) })
  const fitting = (shape: Shape, values: readonly unknown[], direction: Direction, options?: CheckOptions) =>
    values.filter((value) => misfit(shape, {}, value, direction, options) === undefined)

  it.each([
    ['int8', [-129, -128, 127, 128, 0.5], [-128, 127]],
    ['uint8', [-1, 0, 255, 256], [0, 255]],
    ['int32', [-2147483649, -2147483648, 2147483647, 2147483648], [-2147483648, 2147483647]],
    ['uint64', [-1, 2 ** 63, 2 ** 65, 1e21], [2 ** 63]],
    ['float32', [3.4e38, 3.5e38, -3.5e38, 0.1, Number.NaN], [3.4e38, 0.1]],
    ['float64', [1.7e308, 5e-324, Number.POSITIVE_INFINITY], [1.7e308, 5e-324]],
  ] as const)('of Go type %s is within its range', (go, values, fit) => {
    expect(fitting(number(go), values, 'request')).toEqual(fit)
    expect(fitting(number(go), values, 'response')).toEqual(fit)
    expect(fitting(number(go, true), values.map(String), 'response')).toEqual(
      fit.map(String).filter((text) => !/e21/.test(text)),
    )
  })

  it('that came may have been rounded beyond the end of its range, one that is sent may not', () => {
    expect(fitting(number('int64'), [2 ** 63, -(2 ** 63)], 'response')).toEqual([2 ** 63, -(2 ** 63)])
    expect(fitting(number('int64'), [2 ** 63, -(2 ** 63)], 'request')).toEqual([])
  })

  it('beyond ±(2^53 − 1) is a bigint or a string where that was asked for', () => {
    const values = [
      1,
      1n,
      2n ** 60n,
      2n ** 63n,
      '1152921504606846976',
      '9223372036854775808',
      '1',
      '-1152921504606846976',
    ]
    expect(fitting(number('int64'), values, 'response')).toEqual([1])
    expect(fitting(number('int64'), values, 'response', { integers: 'bigint' })).toEqual([1, 1n, 2n ** 60n])
    expect(fitting(number('int64'), values, 'request', { integers: 'bigint' })).toEqual([1, 1n, 2n ** 60n])
    expect(fitting(number('int64'), values, 'response', { integers: 'string' })).toEqual([
      1,
      '1152921504606846976',
      '-1152921504606846976',
    ])
    expect(fitting(number('int64'), values, 'request', { integers: 'string' })).toEqual([1])
    expect(fitting(number('int8'), values, 'response', { integers: 'bigint' })).toEqual([1, 1n])
    expect(fitting(number('float64'), [10n ** 20n], 'response', { integers: 'bigint' })).toEqual([10n ** 20n])
    expect(fitting(d.custom('math/big.Int'), [2n ** 80n, 1e21, 5], 'request', { integers: 'bigint' })).toEqual([
      2n ** 80n,
      5,
    ])
  })
})

describe('depth', () => {
  const deepest = 200_000

  it('is no limit: a type that names itself is followed to its end', () => {
    const node = d.written('shop.Node')
    const declared = d.declarations(d.declare(node, d.object({ 'next?': node, 'end?': d.int })))
    const nest = (end: unknown) => {
      let value: unknown = { end }
      for (let level = 0; level < deepest; level++) value = { next: value }
      return value
    }
    expect(misfit(node, declared, nest(1), 'response')).toBeUndefined()
    expect(misfit(node, declared, nest('x'), 'response')?.path).toBe(`$${'.next'.repeat(deepest)}.end`)
  })

  it('is no limit for values of DynamoDB', () => {
    let value: unknown = { S: 1 }
    for (let level = 0; level < 20_000; level++) value = { L: [value] }
    const shape = d.custom('github.com/aws/aws-lambda-go/events.DynamoDBAttributeValue')
    expect(misfit(shape, {}, value, 'response')?.path).toBe(`$${'.L[0]'.repeat(20_000)}.S`)
  })

  it('of a pointer to itself is none: it is null', () => {
    const loop = d.written('shop.Loop')
    const declared = d.declarations(d.declare(loop, d.nullable(loop)))
    expect(findings(loop, [null, 1], 'response', declared)).toEqual(['fits', '$: expected null, found 1'])
  })
})

describe('a function', () => {
  const check = (handlers: Parameters<typeof d.namedFunction>[1], value: unknown, direction: Direction, more = {}) => {
    const { types, declarations } = d.namedFunction('fn', handlers, {}, more)
    return types && functionMisfit(types, declarations, value, direction)?.path
  }
  const shape = (name: string) => d.object({ [name]: d.object({ n: d.int }) })

  it('with several handlers takes what any of them takes; the misfit is that of the one that is nearest', () => {
    const handlers = [{ request: shape('a'), response: d.text }, { request: shape('b') }]
    expect(check(handlers, { a: { n: 1 } }, 'request')).toBeUndefined()
    expect(check(handlers, { b: { n: 1 } }, 'request')).toBeUndefined()
    expect(check(handlers, { b: { n: 'x' } }, 'request')).toBe('$.b.n')
    expect(check(handlers, null, 'response')).toBeUndefined()
    expect(check(handlers, 'x', 'response')).toBeUndefined()
    expect(check(handlers, 1, 'response')).toBe('$')
  })

  it('whose handler takes nothing takes anything, and gives null where it gives only an error', () => {
    expect(check([{}], { any: 1 }, 'request')).toBeUndefined()
    expect(check([{}], null, 'response')).toBeUndefined()
    expect(check([{}], 1, 'response')).toBe('$')
  })

  it('of which not all is known takes anything', () => {
    const unresolved = [{ reason: 'no', at: '' }]
    expect(check([{ request: d.text }], 1, 'request', { unresolved })).toBeUndefined()
    expect(check([], 1, 'request', { unresolved })).toBeUndefined()
  })
})
