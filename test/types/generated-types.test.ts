import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Direction } from '../../src/types/direction.ts'
import type { Shape } from '../../src/types/go-types.ts'
import { propertyName } from '../../src/types/type-text.ts'
import { writeTypeScript } from '../../src/types/write-typescript.ts'
import { arbitraryOf } from './arbitrary.ts'
import { compile } from './compile.ts'
import * as d from './data.ts'
import { describedShapes } from './shapes.ts'

const time = d.custom('time.Time')
const value = d.custom('github.com/aws/aws-lambda-go/events.DynamoDBAttributeValue')
const both = (go: string, into: Shape, out: Shape, more: Parameters<typeof d.declare>[2] = {}) => [
  d.declare(d.read(go), into, more),
  d.declare(d.written(go), out, more),
]
const status = [
  { name: 'Open', value: 'open' },
  { name: 'Closed', value: 'closed' },
]

const declared = d.declarations(
  ...both(
    'shop.Order',
    d.object({
      id: d.read('shop.Id'),
      'status?': d.read('shop.Status'),
      'tags?': d.nullable(d.list(d.text)),
      'at?': time,
    }),
    d.object({
      id: d.written('shop.Id'),
      status: d.written('shop.Status'),
      tags: d.nullable(d.list(d.text)),
      'at?': time,
    }),
  ),
  ...both('shop.Id', d.int, d.int),
  ...both('shop.Status', d.text, d.text, { constants: status }),
  ...both(
    'shop.Tree',
    d.nullable(d.map(d.list(d.read('shop.Tree')))),
    d.nullable(d.map(d.list(d.written('shop.Tree')))),
  ),
  ...both('shop.Record', d.object({ 'at?': d.list(d.int, 2) }), d.object({ at: d.list(d.int, 2) })),
)

const { text } = writeTypeScript({
  root: d.root,
  functions: [
    d.namedFunction(
      'orders',
      [{ request: d.read('shop.Order'), response: d.nullable(d.list(d.written('shop.Order'))) }],
      declared,
    ),
    d.namedFunction('tree', [{ request: d.read('shop.Tree'), response: d.written('shop.Tree') }], declared),
    d.namedFunction('record', [{ request: d.read('shop.Record'), response: d.written('shop.Record') }], declared),
    d.namedFunction('attributes', [{ request: d.map(value), response: value }], declared),
    d.namedFunction('levels', [
      { request: d.map({ kind: 'number', go: 'int', quoted: true }, 'int') },
      { request: d.boolean },
    ]),
    d.namedFunction('empty', [{ request: d.object({}) }]),
    d.namedFunction('odd', [], {}, { unresolved: [{ reason: 'no', at: '' }] }),
  ],
})

const prelude = `import type { Order, OrderInput, Status } from './go-lambdas.gen'
type Functions = UseGoLambda.Functions
declare function request<P extends keyof Functions>(path: P, value: Functions[P]['request']): void
declare function response<P extends keyof Functions>(path: P): Functions[P]['response']
declare const order: Order
declare const readonlyTags: readonly string[]
declare const status: Status
`

/** Lines that must compile. */
const right = [
  "request('./cmd/orders', { id: 1 })",
  "request('./cmd/orders', { id: 1, status: 'open', tags: null, at: new Date().toJSON() })",
  "request('./cmd/orders', { id: 1, status: 'neither', tags: readonlyTags })",
  "const constant = { id: 1, status: 'closed', tags: ['a', 'b'] } as const; request('./cmd/orders', constant)",
  "request('./cmd/orders', order)",
  "const orders: Order[] | null = response('./cmd/orders')",
  "const at: string | undefined = response('./cmd/orders')?.[0]?.at",
  'const input: OrderInput = { id: 2 }',
  "switch (status) { case 'open': case 'closed': case 'other': }",
  "request('./cmd/tree', { a: [{ b: [null, {}] }], c: [] })",
  "const tree = response('./cmd/tree')?.['a']?.[0]?.['b']",
  "request('./cmd/record', { at: [1, 2] }); request('./cmd/record', {})",
  "const [x, y]: [number, number] = response('./cmd/record').at",
  "request('./cmd/attributes', { id: { S: 'x' }, all: { L: [{ N: '1' }, { M: { a: { NULL: true } } }] } })",
  "const attribute = response('./cmd/attributes'); if ('S' in attribute) { const s: string = attribute.S }",
  "request('./cmd/levels', { 1: '2', '-3': '4.5' }); request('./cmd/levels', true)",
  "const none: null = response('./cmd/levels')",
  "request('./cmd/empty', {})",
  "request('./cmd/odd', { any: [1] }); const unknown_: unknown = response('./cmd/odd')",
]

/** Lines that must not, each with the code of TypeScript's error. */
const wrong: readonly (readonly [string, number])[] = [
  ["request('./cmd/orders', {})", 2345],
  ["request('./cmd/orders', { id: '1' })", 2322],
  ["request('./cmd/orders', { id: null })", 2322],
  ["request('./cmd/orders', { id: 1, Status: 'open' })", 2561],
  ["request('./cmd/orders', { id: 1, other: 1 })", 2353],
  ["request('./cmd/orders', { id: 1, tags: [null] })", 2322],
  ["request('./cmd/nowhere', {})", 2345],
  ["response('./cmd/orders').length", 2531],
  ["response('./cmd/orders')!.map((one) => one.at.length)", 18048],
  ["response('./cmd/orders')!.map((one) => one.tags.length)", 18047],
  ["response('./cmd/orders')!.map((one) => one.nothing)", 2339],
  ["request('./cmd/tree', { a: [1] })", 2322],
  ["request('./cmd/record', { at: [1] })", 2322],
  ["request('./cmd/record', { at: [1, 2, 3] })", 2322],
  ["request('./cmd/attributes', { id: { S: 1 } })", 2322],
  ["request('./cmd/attributes', { id: { X: 'x' } })", 2353],
  ["request('./cmd/levels', { x: '1' })", 2353],
  ["request('./cmd/levels', { 1: 'x' })", 2345],
  ["request('./cmd/levels', { 1: 2 })", 2345],
  ["request('./cmd/empty', { any: 1 })", 2322],
  ["request('./cmd/empty', 'text')", 2345],
  ["response('./cmd/odd').any", 2571],
]

const settings = [
  {},
  { exactOptionalPropertyTypes: true },
  { isolatedModules: true, verbatimModuleSyntax: true },
  { noUncheckedIndexedAccess: true, noPropertyAccessFromIndexSignature: true },
] as const

describe('the generated file', () => {
  it.each(settings)('compiles with what is right, and not with what is wrong: %o', { timeout: 300_000 }, (options) => {
    const files = {
      'go-lambdas.gen.d.ts': text,
      'right.ts': `${prelude}${right.map((line) => `{ ${line} }`).join('\n')}\n`,
      'wrong.ts': `${prelude}${wrong.map(([line]) => `{ ${line} }`).join('\n')}\n`,
    }
    const first = prelude.split('\n').length
    const errors = compile(files, options).map((error) => error.replace(/(TS\d+).*/, '$1'))
    expect(errors).toEqual(wrong.map(([, code], index) => `wrong.ts:${first + index}: TS${code}`))
  })

  it('takes undefined for what is optional, but not with exactOptionalPropertyTypes', { timeout: 300_000 }, () => {
    const files = {
      'go-lambdas.gen.d.ts': text,
      'use.ts': `${prelude}request('./cmd/orders', { id: 1, at: undefined })\n`,
    }
    expect(compile(files)).toEqual([])
    expect(compile(files, { exactOptionalPropertyTypes: true })).toEqual([expect.stringMatching(/^use\.ts:8: TS2379 /)])
  })

  it('adds to what the package declares, and is seen where it is not imported', { timeout: 300_000 }, () => {
    const files = {
      'go-lambdas.gen.d.ts': text,
      'package.d.ts': `declare global {
  namespace UseGoLambda {
    interface Functions {}
  }
}
type Functions = UseGoLambda.Functions
type Response<P extends string> = P extends keyof Functions ? Functions[P]['response'] : unknown
export declare function call<P extends string>(path: P): Response<P>
`,
      'use.ts': `import { call } from './package'
const x: number = call('./cmd/record').at[0]
const y: unknown = call('./cmd/nowhere')
`,
    }
    expect(compile(files)).toEqual([])
    const { 'go-lambdas.gen.d.ts': _, ...without } = files
    expect(compile(without)).toEqual([expect.stringMatching(/^use\.ts:2: TS2571 /)])
  })

  it.each([
    [['Functions', 'FunctionsInput', 'UseGoLambda', 'Record', 'Array', 'Global', 'Readonly']],
    [['functions', 'useGoLambda', 'record', 'string', 'number', 'unknown', 'never', 'global', 'readonly']],
  ])("means by its own names and TypeScript's what they are, though Go has types %j", (names) => {
    const inAndOut = names.flatMap((name) =>
      both(`shop.${name}`, d.object({ 'in?': d.map(d.text) }), d.object({ out: d.map(d.list(d.text)) })),
    )
    const all = d.declarations(...inAndOut)
    const functions = names.map((name) =>
      d.namedFunction(name, [{ request: d.read(`shop.${name}`), response: d.written(`shop.${name}`) }], all),
    )
    const uses = names.map((name) => `\n  call('./cmd/${name}', { in: { a: 'b' } }).out['a'][0],`)
    const use = `type Functions = UseGoLambda.Functions
declare function call<P extends keyof Functions>(path: P, value: Functions[P]['request']): Functions[P]['response']
export const texts: string[] = [${uses.join('')}
]
`
    const file = writeTypeScript({ root: d.root, functions })
    expect(compile({ 'go-lambdas.gen.d.ts': file.text, 'use.ts': use })).toEqual([])
  })
})

/** A value as TypeScript has it; `__proto__` would set the prototype, were it not computed. */
function literal(one: unknown): string {
  if (Array.isArray(one)) return `[${one.map(literal).join(', ')}]`
  if (typeof one !== 'object' || one === null) return JSON.stringify(one)
  const name = (key: string) => (key === '__proto__' ? "['__proto__']" : propertyName(key))
  return `{ ${Object.entries(one)
    .map(([key, part]) => `${name(key)}: ${literal(part)}`)
    .join(', ')} }`
}

describe.each(['request', 'response'] as const)('random types of a %s', (direction: Direction) => {
  it('compile, and take random values of theirs, also as constants where they are sent', { timeout: 300_000 }, () => {
    const cases = describedShapes(direction).chain((described) =>
      fc.record({
        described: fc.constant(described),
        value: arbitraryOf(described.shape, described.declarations, direction),
      }),
    )
    const samples = fc.sample(cases, { seed: 20_120_328, numRuns: 150 })
    const functions = samples.map(({ described: { shape, declarations } }, index) =>
      d.namedFunction(`f${index}`, [{ [direction]: shape }], declarations),
    )
    const file = writeTypeScript({ root: d.root, functions })
    const uses = samples.map(({ value: one }, index) => {
      const type = `UseGoLambda.Functions['./cmd/f${index}']['${direction}']`
      const variable = `const v${index}: ${type} = ${literal(one)}`
      if (direction === 'response' || one === null) return variable
      return `${variable}; const c${index} = ${literal(one)} as const; const w${index}: ${type} = c${index}`
    })
    const files = { 'go-lambdas.gen.d.ts': file.text, 'use.ts': `import './go-lambdas.gen'\n${uses.join('\n')}\n` }
    expect(compile(files).map((error) => `${error}\n${uses[Number(error.split(':')[1]) - 2]}`)).toEqual([])
    expect(writeTypeScript({ root: d.root, functions: [...functions].reverse() }).text).toBe(file.text)
  })
})
