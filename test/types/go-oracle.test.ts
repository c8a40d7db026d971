import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeAnswer, encodePayload } from '../../src/lambda/index.ts'
import type { Integers } from '../../src/types/check-number.ts'
import { misfit } from '../../src/types/check-value.ts'
import type { Direction } from '../../src/types/direction.ts'
import type { GoTypes, Handler, Shape } from '../../src/types/go-types.ts'
import { writeTypeScript } from '../../src/types/write-typescript.ts'
import { arbitraryOf } from './arbitrary.ts'
import { type AskHandler, buildHandlers } from './build-handlers.ts'
import { Claims } from './claims.ts'
import { compile } from './compile.ts'
import { foundHandler, typesOf } from './found-handler.ts'
import { type HandlerCase, handlerCases, handlerNames, handlersFolder } from './handler-cases.ts'
import { ownArbitraries } from './own-arbitraries.ts'
import { typesProgram } from './types-program.ts'
import { wrongChanges } from './wrong-changes.ts'

const folder = mkdtempSync(join(tmpdir(), 'types-oracle-'))
let ask: AskHandler
let types: GoTypes

const program = typesProgram()

beforeAll(async () => {
  ask = await buildHandlers(folder)
  const dirs = handlerNames.map((name) => join(handlersFolder, name))
  types = JSON.parse(await program.output(handlersFolder, dirs))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Functions of whose handler nothing can be known, and why. */
const unresolved: Readonly<Record<string, RegExp>> = {
  'bytes-handler': /main\.handler has an Invoke of its own/,
}
const titled = (cases: readonly HandlerCase[]) => cases.map((one) => [one.title, one] as const)
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

  test.each(titled(resolvedCases))('%s: the handler that aws-lambda-go is given is found', (_, handler) => {
    const [seen] = ask(handler, [{ do: 'types' }])
    const found = foundHandler(types, handler, seen?.name)
    expect(typesOf(types, handler.name).unresolved).toEqual([])
    expect({ takes: found.request !== undefined, gives: found.response !== undefined }).toEqual({
      takes: seen?.request !== undefined,
      gives: seen?.response !== undefined,
    })
  })
})

/** Types of which nothing is known, by the handlers that take and give them: their methods leave a doubt. */
const doubtful: Readonly<Record<string, readonly string[]>> = {
  'marshal-json': ['level.Money'],
  'own-alias': [],
  'own-enum': [],
  'own-enum-written': [],
  'own-optional': ['own.Optional[any]'],
  'own-pointer': [],
  'own-unsure': ['own.Either'],
}

/** The types with a way of their own that a shape leads to, by Go name. */
function customIn(shape: Shape, reached: Set<Shape> = new Set()): readonly string[] {
  if (reached.has(shape)) return []
  reached.add(shape)
  switch (shape.kind) {
    case 'custom':
      return [shape.go.replace(/^lambdas\/types\/internal\//, '')]
    case 'ref':
      return customIn(types.declarations[shape.to]?.type as Shape, reached)
    case 'list':
    case 'map':
      return customIn(shape.of, reached)
    case 'object':
      return shape.fields.flatMap(({ type }) => customIn(type, reached))
    default:
      return []
  }
}

describe('methods that leave no doubt', () => {
  test.each(Object.entries(doubtful))('are read, and only those: %s', (name, unknown) => {
    const { handlers } = typesOf(types, name)
    const shapes = handlers.flatMap(({ request, response }) => [request as Shape, response as Shape])
    expect(shapes.map((shape) => [...new Set(customIn(shape))])).toEqual([unknown, unknown])
  })
})

/** Its answer is no JSON: the head of an HTTP response and a body, streamed. */
const streaming = 'event-function-url-streaming'

/** What Go cannot encode, whatever is in it. */
const unencodable = 'unsupported'

const answeringCases = resolvedCases.filter(({ name }) => name !== streaming && name !== unencodable)

function expectToFit(shape: Shape, texts: readonly string[], direction: Direction, integers: Integers): void {
  for (const text of texts) {
    const value = decodeAnswer(Buffer.from(text), integers)
    const found = misfit(shape, types.declarations, value, direction, { integers })
    if (found !== undefined) expect.fail(`${found.path}: expected ${found.expected}, found ${found.found}\n${text}`)
  }
}

/** Handlers that never answer null, though the type of their answer could be: a random nil is none of their answers. */
const neverNull: readonly string[] = [
  'deep',
  'event-apigateway-http',
  'event-deployment commit',
  'package-variable',
  'recursive-tree',
  'start-with-context',
  'time-at-top',
]

function isNeverNull({ name, action }: HandlerCase): boolean {
  return neverNull.includes(action === undefined ? name : `${name} ${action}`)
}

/** What is done for each place in a value takes the square of its length. */
function isShort(value: unknown): boolean {
  return encodePayload(value, 'bigint').length < 2000
}

/** Random answers of a handler, as text, and what was read of it. Some types refuse some values: those are left out. */
function randomAnswers(handler: HandlerCase, count: number, seed: number): { found: Handler; texts: string[] } {
  const [seen, ...answers] = ask(handler, [{ do: 'types' }, { do: 'response', count, seed }])
  const texts = answers
    .flatMap(({ json }) => (json === undefined ? [] : [json]))
    .filter((text) => text !== 'null' || !isNeverNull(handler))
  return { found: foundHandler(types, handler, seen?.name), texts }
}

describe('random answers that Go encodes', () => {
  test.each(titled(answeringCases))('%s: fit what is known of the response', (_, handler) => {
    const { found, texts } = randomAnswers(handler, 300, 1)
    expect(texts.length).toBeGreaterThan(10)
    const { response } = found
    if (response === undefined) {
      expect(new Set(texts)).toEqual(new Set(['null']))
      return
    }
    for (const integers of ['number', 'string', 'bigint'] as const) expectToFit(response, texts, 'response', integers)
  })

  test.each(titled(answeringCases.filter(isNeverNull)))('%s: are never null', (_, handler) => {
    const { response } = randomAnswers(handler, 1, 1).found
    expect(response).toBeDefined()
    expect(response).not.toHaveProperty('nullable')
  })

  test.each(titled(answeringCases))('%s: do not fit once anything in them is changed to be wrong', (_, handler) => {
    const { found, texts } = randomAnswers(handler, 20, 6)
    const { response } = found
    if (response === undefined) return
    const values = texts.map((text) => JSON.parse(text)).filter(isShort)
    expect(values.length).toBeGreaterThan(0)
    const fitting = values
      .flatMap((value) => wrongChanges(value, response, types.declarations, 'response'))
      .filter(({ value }) => misfit(response, types.declarations, value, 'response') === undefined)
    expect(fitting).toEqual([])
  })

  test(`${unencodable}: no value can be encoded, and it is said`, () => {
    const handler = { name: unencodable, title: unencodable }
    const answers = ask(handler, [{ do: 'response', count: 20, seed: 1 }])
    expect(new Set(answers.map(({ error }) => error))).toEqual(new Set(['json: unsupported type: chan bool']))
    expect(typesOf(types, unencodable).warnings.map(({ reason }) => reason)).toEqual([
      'field answer.Done: cannot be encoded: JSON cannot hold a channel',
      'field answer.Callback: cannot be encoded: JSON cannot hold a function',
      'field answer.Complex: cannot be encoded: JSON cannot hold a complex number',
    ])
  })

  test('are now and then all that is allowed: null, left out, and there', () => {
    const claims = new Claims(types.declarations)
    for (const handler of answeringCases) {
      const { found, texts } = randomAnswers(handler, 300, 2)
      if (found.response === undefined) continue
      for (const text of texts) claims.add(handler.title, found.response, JSON.parse(text))
    }
    expect(claims.unseen(30)).toEqual([
      // An array of length 0 is always empty.
      'encode:lambdas/types/omit-empty.everything.noArray is never there',
      // Only an empty list of channels can be encoded, and is left out.
      'encode:lambdas/types/unsupported-left-out.Job.list is never there',
    ])
  })
})

/** Types that are written in another way than they are read, or whose zero is no valid request. */
const readOtherwise: Readonly<Record<string, string>> = {
  'interfaces-in': 'what is in an interface can be written, not read',
  'marshal-only': 'a secret is written as "***"',
  'own-enum-written': 'a priority is read as a number',
  'own-pointer': 'without an address tags are written as a struct',
  'text-one-way': 'a number is read as text',
  validated: 'what is required is not in every value',
}

describe('random values of the types of requests', () => {
  const cases = resolvedCases.filter(({ name }) => readOtherwise[name] === undefined)

  test.each(titled(cases))('%s: fit what is known of the request, so that no field of it is missing', (_, handler) => {
    const [seen, ...answers] = ask(handler, [{ do: 'types' }, { do: 'response', of: 'request', count: 200, seed: 3 }])
    const { request } = foundHandler(types, handler, seen?.name)
    const texts = answers.flatMap(({ json }) => (json === undefined ? [] : [json]))
    if (request !== undefined) expectToFit(request, texts, 'request', 'bigint')
  })
})

describe('random requests', () => {
  test.each(titled(resolvedCases))('%s: are taken by Go, and nothing of them is lost', (_, handler) => {
    const [seen] = ask(handler, [{ do: 'types' }])
    const { request } = foundHandler(types, handler, seen?.name)
    if (request === undefined) {
      const [answer] = ask(handler, [{ do: 'request', json: {} }])
      expect(answer).toEqual({ error: 'the handler takes no request' })
      return
    }
    const options = { custom: ownArbitraries, bigints: true }
    const arbitrary = arbitraryOf(request, types.declarations, 'request', options)
    const requests = fc.sample(arbitrary, { numRuns: 60, seed: 5 }).filter(isShort)
    expect(requests.length).toBeGreaterThan(20)
    const answers = ask(
      handler,
      requests.map((json) => ({ do: 'request', json })),
    )
    expect(answers.length).toBe(requests.length)
    const refused = requests.flatMap((json, index) => {
      const { error, lost } = answers[index] ?? {}
      return error === undefined && lost === undefined
        ? []
        : [`${error ?? `lost ${lost}`}\n${encodePayload(json, 'bigint')}`]
    })
    expect(refused).toEqual([])
  })

  test('have to be known: Go says which part of one it does not look at', () => {
    const known = { id: 'a', lines: [{ article: 'b', quantity: 0 }], placed: '0001-01-01T00:00:00Z' }
    const more = { ...known, total: 1, lines: [{ Article: 'b', price: null, weight: [1, { a: {} }] }] }
    const answers = ask({ name: 'two-orders', title: 'two-orders' }, [
      { do: 'request', json: known },
      { do: 'request', json: more },
      { do: 'request', json: { id: 1 } },
    ])
    expect(answers).toEqual([
      {},
      { lost: ['$.lines[0].weight[0]', '$.lines[0].weight[1].a', '$.total'] },
      { error: 'json: cannot unmarshal number into Go struct field Order.id of type string' },
    ])
  })
})

describe('the TypeScript of all handlers together', () => {
  test('compiles, and so do random answers that are written down as its types', () => {
    const functions = types.functions.map((one) => ({
      paths: [`./${basename(one.dir)}`],
      dir: one.dir,
      types: one,
      declarations: types.declarations,
    }))
    const { text } = writeTypeScript({ functions, root: handlersFolder })
    const values = answeringCases.flatMap((handler) => {
      const type = `UseGoLambda.Functions['./${handler.name}']['response']`
      return randomAnswers(handler, 5, 4).texts.map((json) => `${type} = ${json.replaceAll('\n', ' ')}`)
    })
    const use = values.map((value, index) => `export const value${index}: ${value}`).join('\n')
    const found = compile({ 'lambdas.gen.d.ts': text, 'use.ts': use })
    const lines = use.split('\n')
    expect(found.map((error) => `${error}\n${lines[Number(/use\.ts:(\d+)/.exec(error)?.[1]) - 1]}`)).toEqual([])
  })
})
