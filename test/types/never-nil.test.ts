import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GoTypes, Handler } from '../../src/types/go-types.ts'
import { maybeNull, neverNull } from './never-nil-cases.ts'
import { typesProgram } from './types-program.ts'

const lambdas = join(import.meta.dirname, '../lambdas-types-never-nil')
const example = join(import.meta.dirname, '../../example-go-lambda')
const program = typesProgram()

interface Found {
  readonly types: GoTypes
  /** By folder and name. */
  readonly handlers: ReadonlyMap<string, Handler>
}

async function handlersOf(root: string, folders: readonly string[]): Promise<Found> {
  const dirs = folders.map((name) => join(root, name))
  const types: GoTypes = JSON.parse(await program.output(root, dirs))
  const handlers = new Map<string, Handler>()
  types.functions.forEach((found, index) => {
    expect(found.unresolved).toEqual([])
    expect(found.warnings).toEqual([])
    for (const handler of found.handlers) handlers.set(`${folders[index]} ${handler.name}`, handler)
  })
  return { types, handlers }
}

let found: Found

beforeAll(async () => {
  found = await handlersOf(lambdas, ['values', 'errs', 'calls', 'flow', 'results'])
})

describe('the answer of a handler is never null', () => {
  it.each(neverNull)('$handler: $because', ({ handler }) => {
    const response = found.handlers.get(handler)?.response
    expect(response).toBeDefined()
    expect(response).not.toHaveProperty('nullable')
  })

  it.each([
    ['cmd/api main.handle', 'cmd/api'],
    ['cmd/orders (*main.service).place', 'cmd/orders'],
  ])('%s of the example: each nil comes with an error', async (name, dir) => {
    const response = (await handlersOf(example, [dir])).handlers.get(name)?.response
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
