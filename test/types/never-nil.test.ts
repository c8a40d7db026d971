import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GoTypes, Handler } from '../../src/types/go-types.ts'
import { temporaryFolder } from '../oracle/build.ts'
import { maybeNull, neverNull } from './never-nil-cases.ts'

const program = join(import.meta.dirname, '../../src/types/program')
const lambdas = join(import.meta.dirname, '../lambdas-types-never-nil')
const example = join(import.meta.dirname, '../../example-go-lambda')
const folder = temporaryFolder()
const binary = join(folder.path, 'types')

function handlersOf(cwd: string, packages: readonly string[]): { types: GoTypes; handlers: Map<string, Handler> } {
  const dirs = packages.map((name) => join(cwd, name))
  const printed = execFileSync(binary, ['-go', 'go', ...dirs], { cwd, encoding: 'utf8', maxBuffer: 1 << 26 })
  const types = JSON.parse(printed) as GoTypes
  const handlers = new Map<string, Handler>()
  types.functions.forEach((found, index) => {
    expect(found.unresolved).toEqual([])
    expect(found.warnings).toEqual([])
    for (const handler of found.handlers) handlers.set(`${packages[index]} ${handler.name}`, handler)
  })
  return { types, handlers }
}

let found: ReturnType<typeof handlersOf>

beforeAll(() => {
  execFileSync('go', ['build', '-buildvcs=false', '-o', binary, '.'], { cwd: program, stdio: 'inherit' })
  found = handlersOf(lambdas, ['values', 'errs', 'calls', 'flow', 'results'])
})

afterAll(() => folder.remove())

describe('the answer of a handler is never null', () => {
  it.each(neverNull)('$handler: $because', ({ handler }) => {
    const response = found.handlers.get(handler)?.response
    expect(response).toBeDefined()
    expect(response).not.toHaveProperty('nullable')
  })

  it.each([
    ['cmd/api main.handle', 'cmd/api'],
    ['cmd/orders (*main.service).place', 'cmd/orders'],
  ])('%s of the example: each nil comes with an error', (name, dir) => {
    const response = handlersOf(example, [dir]).handlers.get(name)?.response
    expect(response?.kind).toBe('ref')
    expect(response).not.toHaveProperty('nullable')
  })
})

describe('the answer of a handler may be null', () => {
  it.each(maybeNull)('$handler: $because', ({ handler }) => {
    expect(found.handlers.get(handler)?.response).toHaveProperty('nullable', true)
  })
})

it('each handler of the test functions is one or the other', () => {
  const known = [...neverNull, ...maybeNull].map(({ handler }) => handler)
  expect([...found.handlers.keys()].sort()).toEqual(known.sort())
})

it('only the answer itself is never null: the same type elsewhere still is', () => {
  const { types, handlers } = found
  expect(handlers.get('values main.wrapping')?.response).toEqual({ kind: 'ref', to: 'encode:nevernil/shop.Page' })
  const fields = types.declarations['encode:nevernil/shop.Page']?.type
  expect(fields).toMatchObject({
    kind: 'object',
    fields: [
      { name: 'first', type: { kind: 'ref', to: 'encode:nevernil/shop.Receipt', nullable: true } },
      { name: 'all', type: { kind: 'ref', to: 'encode:nevernil/shop.Receipts', nullable: true } },
      { name: 'next', type: { kind: 'ref', to: 'encode:nevernil/shop.Page', nullable: true } },
    ],
  })
})
