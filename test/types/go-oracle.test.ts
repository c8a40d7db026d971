import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GoTypes } from '../../src/types/go-types.ts'
import { type AskHandler, buildHandlers } from './build-handlers.ts'
import { Claims } from './claims.ts'
import { buildGoTypes } from './go-types-of.ts'
import { handlerCases, handlerNames, handlersFolder } from './handler-cases.ts'
import { type FoundHandler, foundHandler, typesOf } from './found-handler.ts'

const folder = mkdtempSync(join(tmpdir(), 'types-oracle-'))
let ask: AskHandler
let types: GoTypes

beforeAll(async () => {
  ask = await buildHandlers(folder)
  const goTypes = await buildGoTypes(folder)
  types = await goTypes(
    handlersFolder,
    handlerNames.map((name) => join(handlersFolder, name)),
  )
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Functions of whose handler nothing can be known, and why. */
const unresolved: Readonly<Record<string, RegExp>> = {
  'bytes-handler': /main\.handler has an Invoke of its own/,
  'chosen-from-map': /cannot be followed/,
}
const resolvedCases = handlerCases.filter(({ name }) => unresolved[name] === undefined)

describe('the handlers of test/lambdas/types', () => {
  test('are more than sixty, and none is left out or met twice', () => {
    expect(handlerNames.length).toBeGreaterThanOrEqual(60)
    expect(types.functions.map(({ dir }) => dir)).toEqual(handlerNames.map((name) => join(handlersFolder, name)))
    const found = types.functions.flatMap(({ handlers }) => handlers)
    expect(found.length).toBe(resolvedCases.length)
  })

  test.each(Object.entries(unresolved))('%s is said not to be known', (name, reason) => {
    const { handlers, unresolved: notes } = typesOf(types, name)
    expect(handlers).toEqual([])
    expect(notes.map((note) => note.reason)).toEqual([expect.stringMatching(reason)])
    expect(notes.map((note) => note.at)).toEqual([expect.stringMatching(/main\.go:\d+$/)])
  })

  test.each(resolvedCases)('$name $action: the handler that aws-lambda-go is given is found', (handler) => {
    const [seen] = ask(handler, [{ do: 'types' }])
    const found = foundHandler(types, handler, seen?.name)
    expect(typesOf(types, handler.name).unresolved).toEqual([])
    expect({ takes: found.request !== undefined, gives: found.response !== undefined }).toEqual({
      takes: seen?.request !== undefined,
      gives: seen?.response !== undefined,
    })
  })
})
