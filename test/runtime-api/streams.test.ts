import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReadableStreamDefaultReader } from 'node:stream/web'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { LambdaExitError, LambdaFunctionError } from '../../src/lambda/index.ts'
import { eventually } from '../environment/eventually.ts'
import { failureOf } from '../harness/failure-of.ts'
import { workshop } from '../harness/workshop.ts'

const shop = workshop()
afterEach(() => shop.stopAll())

const transport = 'runtime-api'
const piece = 65_536

let count = 0
/** A path that nothing has yet. */
function fresh(name: string): string {
  count += 1
  return join(shop.folder, `${name}-${count}`)
}

/** The rest of a stream, in bytes. */
async function drained(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<number> {
  for (let total = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return total
    total += value.byteLength
  }
}

describe('invokeStream', () => {
  it('gives status, headers and cookies, and each piece while the function is still writing', async () => {
    const lambda = shop.lambda('streams-at-will', { transport, timeoutMs: 60_000 })
    const gate = fresh('gate')
    const { body, ...prelude } = await lambda.invokeStream({ bytes: 3 * piece, gate })
    expect(prelude).toEqual({ statusCode: 201, headers: { 'content-type': 'text/plain' }, cookies: ['seen=1'] })
    const reader = body.getReader()
    const { value } = await reader.read()
    expect(value?.byteLength).toBeGreaterThan(0)
    // The function waits for this in the midst of its answer.
    expect(existsSync(gate)).toBe(false)
    expect(lambda.environments).toEqual([expect.objectContaining({ state: 'busy' })])
    writeFileSync(gate, '')
    expect((value?.byteLength ?? 0) + (await drained(reader))).toBe(3 * piece)
    await eventually(
      () => lambda.lastInvocation?.requestId,
      (id) => id !== undefined,
      'the end of the invocation',
    )
  })

  it('gives the next invocation its turn when the body has been read', async () => {
    const lambda = shop.lambda('streams-at-will', { transport })
    const { body } = await lambda.invokeStream({ bytes: 10 })
    const second = lambda.invokeStream({ bytes: 20 })
    expect(await drained(body.getReader())).toBe(10)
    expect(await drained((await second).body.getReader())).toBe(20)
  })

  it('a plain reader has no prelude: its bytes are the body', async () => {
    const lambda = shop.lambda('streams', { transport })
    const { body, ...prelude } = await lambda.invokeStream({ kind: 'text' })
    expect(prelude).toEqual({ statusCode: undefined, headers: undefined, cookies: undefined })
    expect(await new Response(body as unknown as ConstructorParameters<typeof Response>[0]).text()).toBe(
      'one\ntwo\nthree\n',
    )
  })

  it('an error before the answer rejects the call', async () => {
    const lambda = shop.lambda('streams', { transport })
    const error = await failureOf<LambdaFunctionError>(lambda.invokeStream({ kind: 'other' }))
    expect(error).toMatchObject({ code: 'LAMBDA_FUNCTION_ERROR', errorMessage: 'no stream is called "other"' })
  })

  it('an error half-way rejects the read that meets it, with how much had come', async () => {
    const lambda = shop.lambda('streams-at-will', { transport })
    const { body } = await lambda.invokeStream({ bytes: 1000, fail: 'the source ran dry' })
    const error = await failureOf<LambdaFunctionError & { receivedBytes: number }>(drained(body.getReader()))
    expect(error).toMatchObject({ errorType: 'errorString', errorMessage: 'the source ran dry', receivedBytes: 1000 })
    // It is no panic: the same process serves on.
    expect(await drained((await lambda.invokeStream({ bytes: 5 })).body.getReader())).toBe(5)
  })

  it('a process that exits half-way is a LambdaExitError', async () => {
    const lambda = shop.lambda('streams-at-will', { transport, timeoutMs: 60_000 })
    const gate = fresh('gate')
    const { body } = await lambda.invokeStream({ bytes: 1000, gate, exit: true })
    const reader = body.getReader()
    expect((await reader.read()).value).toHaveLength(1000)
    writeFileSync(gate, '')
    const error = await failureOf<LambdaExitError>(reader.read())
    expect(error).toMatchObject({ name: 'LambdaExitError', exitCode: 3, receivedBytes: 1000 })
  })

  it('a reader that pauses stops the function’s writes, and its deadline ends it all the same', async () => {
    const lambda = shop.lambda('streams-at-will', { transport, timeoutMs: 6_000 })
    const written = fresh('written')
    const { body } = await lambda.invokeStream({ bytes: 64 * 2 ** 20, written })
    const reader = body.getReader()
    await reader.read()
    await delay(2_000)
    const sent = Number(readFileSync(written, 'utf8'))
    expect(sent).toBeLessThan(16 * 2 ** 20)
    const error = await failureOf<LambdaFunctionError>(
      (async () => {
        for (;;) {
          await reader.read()
          await delay(500)
        }
      })(),
    )
    expect(error.errorType).toBe('Sandbox.Timedout')
  })

  it('a reader that cancels ends the environment', async () => {
    const lambda = shop.lambda('streams-at-will', { transport, timeoutMs: 60_000 })
    const { body } = await lambda.invokeStream({ bytes: 64 * 2 ** 20 })
    await body.cancel('enough')
    await eventually(
      () => lambda.environments.every(({ state }) => state === 'ended'),
      (ended) => ended,
      'the end of the environment',
    )
    expect(await drained((await lambda.invokeStream({ bytes: 7 })).body.getReader())).toBe(7)
  })

  it('over net/rpc there is none, which the error says', async () => {
    const lambda = shop.lambda('streams')
    const error = await failureOf(lambda.invokeStream({}))
    expect(error.message.split('\n').slice(0, 2).join('\n')).toMatchInlineSnapshot(`
      "./test/lambdas/streams is spoken to over net/rpc, which gives an answer as a whole: there is nothing to stream
        → set option transport: 'runtime-api' of this function"
    `)
    expect(await lambda.invokeRaw(new TextEncoder().encode('{}'))).toHaveLength(14)
  })
})

describe('invoke on a function that streams', () => {
  it.each(['rpc', 'runtime-api'] as const)('gives the HTTP answer as a whole (%s)', async (transport) => {
    const lambda = shop.lambda('streams', { transport })
    const answer = { statusCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'one\ntwo\n' }
    expect(await lambda.invoke({ kind: 'url' })).toEqual({ ...answer, cookies: ['seen=1'], isBase64Encoded: false })
    expect(await lambda.invoke({ kind: 'gateway' })).toEqual({ ...answer, isBase64Encoded: false })
  })

  it.each(['rpc', 'runtime-api'] as const)(
    'reads a plain reader’s JSON; else it says what to use (%s)',
    async (transport) => {
      const lambda = shop.lambda('streams', { transport })
      expect(await lambda.invoke({ kind: 'json' })).toEqual({ parts: ['one', 'two'] })
      expect((await failureOf(lambda.invoke({ kind: 'text' }))).message).toContain('use invokeRaw')
    },
  )

  it('an answer that breaks off is an error that has what had come', async () => {
    const lambda = shop.lambda('streams', { transport })
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({ kind: 'broken' }))
    expect(error).toMatchObject({ errorType: 'errorString', errorMessage: 'the source ran dry' })
    expect(new TextDecoder().decode(error.received)).toBe('one\n')
    const exits = shop.lambda('streams-at-will', { transport })
    const ended = await failureOf<LambdaExitError>(
      exits.invokeRaw(new TextEncoder().encode('{"bytes":999999,"exit":true}')),
    )
    expect(ended.name).toBe('LambdaExitError')
    expect(new TextDecoder().decode(ended.received)).toMatch(/xxxxxxxxxx$/)
  })
})
