import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'

const types = `export {}
interface Tree { readonly id: number; children: readonly Tree[] | null }
declare global {
  namespace UseGoLambda {
    interface Functions {
      './all': {
        request: { id?: number; tree?: Tree | null }
        response: {
          pair: [number, string]
          level: 1 | 2 | (number & {})
          state: 'open' | (string & {})
          byId: { [key: \`\${number}\`]: number } | null
          byName: Record<string, number>
          quoted: \`\${number}\`
          left?: number
          anything: unknown
          none: Record<string, never>
          tree: Tree
          is: boolean
        }
      }
      './number': { request: unknown; response: number | null }
    }
  }
}
`

/** What TypeScript says of lines that use the types as a function with the option has them. */
function saysOf(integers: string, lines: string): readonly string[] {
  const use = `import type { FromGo, TypeOf } from '../../src/types/functions.ts'
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Digits = \`\${number}\`
type Request = TypeOf<FromGo, './all', 'request', ${integers}>
type All = TypeOf<FromGo, './all', 'response', ${integers}>
type One = TypeOf<FromGo, './number', 'response', ${integers}>
type Anything = TypeOf<FromGo, './number', 'request', ${integers}>
declare const all: All
${lines}
`
  const options = { allowImportingTsExtensions: true, exactOptionalPropertyTypes: true }
  return compile({ 'go-lambdas.gen.d.ts': types, 'use.ts': use }, options)
}

const as = (name: string, type: string) => `export const ${name}: Equal<${type}> = true`

describe('integers beyond ±(2^53 − 1)', () => {
  it("are bigints with integers: 'bigint', wherever there are numbers", () => {
    const lines = [
      as('pair', "All['pair'], [number | bigint, string]"),
      as('level', "All['level'], 1 | 2 | (number & {}) | bigint"),
      as('state', "All['state'], 'open' | (string & {})"),
      as('byId', "All['byId'], { [key: Digits]: number | bigint } | null"),
      as('byName', "All['byName'], Record<string, number | bigint>"),
      as('quoted', "All['quoted'], Digits"),
      as('left', "Pick<All, 'left'>, { left?: number | bigint }"),
      as('anything', "All['anything'], unknown"),
      as('none', "All['none'], Record<string, never>"),
      as('is', "All['is'], boolean"),
      as('one', 'One, number | bigint | null'),
      as('any', 'Anything, unknown'),
      'export const deep: number | bigint | undefined = all.tree.children?.[0]?.children?.[0]?.id',
      'export const request: Request = { id: 2n ** 60n, tree: { id: 1n, children: [{ id: 1, children: null }] } as const }',
      '// @ts-expect-error no such field',
      'export const wrong: Request = { idd: 1n }',
      '// @ts-expect-error it is readonly, as in Go',
      'all.tree.id = 1n',
    ]
    expect(saysOf("'bigint'", lines.join('\n'))).toEqual([])
  })

  it("are text in responses with integers: 'string', and numbers in requests", () => {
    const lines = [
      as('byName', "All['byName'], Record<string, number | Digits>"),
      as('one', 'One, number | Digits | null'),
      as('request', "Request['id'], number | undefined"),
      'export const deep: string | number | undefined = all.tree.children?.[0]?.id',
    ]
    expect(saysOf("'string'", lines.join('\n'))).toEqual([])
  })

  it.each(["'number'", 'undefined', "'bigint' | 'string' | 'number'", "'bigint' | undefined"])(
    'change nothing with integers: %s',
    (integers) => {
      const lines = [
        as('whole', "All, UseGoLambda.Functions['./all']['response']"),
        as('request', "Request, UseGoLambda.Functions['./all']['request']"),
        as('one', 'One, number | null'),
      ]
      expect(saysOf(integers, lines.join('\n'))).toEqual([])
    },
  )

  it('are left to types that are given', () => {
    const line = `export const given: Equal<TypeOf<{ n: number }, './all', 'response', 'bigint'>, { n: number }> = true`
    expect(saysOf("'bigint'", line)).toEqual([])
  })
})
