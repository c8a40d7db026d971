import { afterEach, describe, expect, it } from 'vitest'
import type { GoLambdaOptions } from '../../src/harness/index.ts'
import { eventually } from '../environment/eventually.ts'
import { mask } from '../support/mask.ts'
import { failureOf } from './failure-of.ts'
import { expectNothingLeft } from './left-behind.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()
afterEach(() => shop.stopAll())

const sleeper = (options: GoLambdaOptions) => shop.lambda<number, number>('ignores-deadline', options)

/** Resolves when so many invocations are under way. */
function atWork(lambda: { readonly environments: readonly { readonly state: string }[] }, count: number) {
  return eventually(
    () => lambda.environments.filter(({ state }) => state === 'busy').length,
    (busy) => busy === count,
    'environments at work',
  )
}

describe('concurrency', () => {
  it.each([1, 3, 8])('of %d gives a hundred right answers at once, each process one at a time', async (concurrency) => {
    const lambda = shop.lambda('two-at-once', { concurrency, timeoutMs: 30_000 })
    const ids = Array.from({ length: 100 }, (_, id) => id)
    const answers = await Promise.all(
      ids.map((id) => lambda.invokeRaw(Buffer.from(JSON.stringify({ id, maxSleepMs: 3, pad: 'x'.repeat(id * 20) })))),
    )
    const parsed = answers.map((answer) => JSON.parse(Buffer.from(answer).toString()))
    expect(parsed.map(({ id, pad }) => [id, pad.length])).toEqual(ids.map((id) => [id, id * 20]))
    expect(new Set(parsed.map(({ overlapping }) => overlapping))).toEqual(new Set([1]))
    expect(lambda.environments).toHaveLength(concurrency)
    for (const key of ['pid', 'port'] as const) {
      expect(new Set(lambda.environments.map((environment) => environment[key])).size).toBe(concurrency)
    }
    const ofTheOnly = concurrency === 1 ? expect.any(Number) : undefined
    expect([lambda.pid, lambda.port]).toEqual([ofTheOnly, ofTheOnly])
  })

  it('starts on demand and uses what is warm: one after the other needs one', async () => {
    const lambda = shop.lambda<unknown, { count: number }>('counts', { concurrency: 3 })
    const counts = [await lambda.invoke(), await lambda.invoke(), await lambda.invoke()].map(({ count }) => count)
    expect(counts).toEqual([1, 2, 3])
    expect(lambda.environments).toHaveLength(1)
    expect(lambda.pid).toBe(lambda.environments[0]?.pid)
  })

  it('gives each environment a folder, a log stream and variables of its own', async () => {
    let started = 0
    const lambda = shop.lambda<unknown, { env: Record<string, string> }>('echo-env', {
      concurrency: 2,
      env: () => ({ STARTED: String(++started) }),
    })
    const [one, other] = (await Promise.all([lambda.invoke(), lambda.invoke()])).map(({ env }) => env)
    for (const name of ['TMPDIR', 'HOME', 'AWS_LAMBDA_LOG_STREAM_NAME', '_LAMBDA_SERVER_PORT', 'STARTED']) {
      expect(one?.[name]).toEqual(expect.any(String))
      expect(one?.[name]).not.toBe(other?.[name])
    }
  })

  it('keeps the logs of invocations apart; logs has those of all', async () => {
    const lambda = shop.lambda('prints-lines', { concurrency: 2 })
    const [a, b] = await Promise.all(['a', 'b'].map((label) => lambda.invokeDetailed({ lines: 2, label })))
    expect([a?.logs, b?.logs]).toEqual(['a 1 of 2\na 2 of 2\n', 'b 1 of 2\nb 2 of 2\n'])
    expect(lambda.logs).toBe(`${a?.logs}${b?.logs}`)
    await lambda.stop()
    expect(lambda.logs).toBe(`${a?.logs}${b?.logs}`)
  })

  it('replaces the one that fails and leaves the others in peace', async () => {
    const lambda = sleeper({ concurrency: 2, timeoutMs: 400 })
    const [slow, quick] = await Promise.all([failureOf(lambda.invoke(60_000)), lambda.invoke(0)])
    expect([slow.name, quick]).toEqual(['LambdaTimeoutError', 1])
    expect(lambda.environments.map(({ state }) => state).sort()).toEqual(['ended', 'idle'])
    const answers = await Promise.all([lambda.invoke(100), lambda.invoke(100)])
    expect(answers.sort()).toEqual([1, 2])
    await lambda.restart()
    expect(await Promise.all([lambda.invoke(100), lambda.invoke(100)])).toEqual([1, 1])
  })
})

describe('an invocation while all environments are busy', () => {
  it('waits for its turn', async () => {
    const lambda = sleeper({ concurrency: 2, start: 'eager' })
    await lambda.prepare()
    const answers = await Promise.all([200, 200, 100, 100].map((ms) => lambda.invoke(ms)))
    expect(answers.sort()).toEqual([1, 1, 2, 2])
    expect(lambda.environments).toHaveLength(2)
  })

  it("is refused in AWS's words where whenBusy is 'reject', and nothing is sent", async () => {
    const lambda = sleeper({ concurrency: 2, whenBusy: 'reject', timeoutMs: 30_000 })
    const underWay = [lambda.invoke(500), lambda.invoke(500)]
    const error = await failureOf(lambda.invoke(1)) // those start still
    expect(error).toMatchObject({
      name: 'LambdaTooManyRequestsError',
      code: 'LAMBDA_TOO_MANY_REQUESTS',
      errorType: 'TooManyRequestsException',
      errorMessage: 'Rate Exceeded.',
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    })
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "Rate Exceeded. ./test/lambdas/ignores-deadline cannot take another invocation: its 2 environments are busy
        → raise { concurrency }, or let invocations wait for their turn: { whenBusy: 'wait' }"
    `)
    await atWork(lambda, 2)
    expect((await failureOf(lambda.invoke(1))).name).toBe('LambdaTooManyRequestsError')
    // Ours is no invocation: it waits.
    await Promise.all([lambda.ping(), ...underWay])
    expect(await lambda.invoke(1)).toBe(2)
    const single = sleeper({ whenBusy: 'reject' })
    const [, refused] = await Promise.all([single.invoke(100), failureOf(single.invoke(1))])
    expect(mask(refused.message)).toMatchInlineSnapshot(`
      "Rate Exceeded. ./test/lambdas/ignores-deadline cannot take another invocation: its only environment is busy
        → raise { concurrency }, or let invocations wait for their turn: { whenBusy: 'wait' }"
    `)
    expect(refused.stack?.split('\n')[2]).toContain('concurrency.test.ts')
  })
})

describe("start: 'eager'", () => {
  it('starts every environment ahead; each is cold still', async () => {
    const lambda = shop.lambda<unknown, { count: number; pid: number }>('counts', { start: 'eager', concurrency: 3 })
    await lambda.prepare()
    expect(lambda.environments.map(({ state, coldStart }) => [state, coldStart])).toEqual(Array(3).fill(['idle', true]))
    const pids = lambda.environments.map(({ pid }) => pid)
    const results = await Promise.all([1, 2, 3].map(() => lambda.invokeDetailed()))
    expect(results.map(({ response }) => response.pid).sort()).toEqual(pids.sort())
    expect(results.map(({ response, coldStart }) => [response.count, coldStart])).toEqual(Array(3).fill([1, true]))
    await lambda.prepare()
    expect(lambda.environments).toHaveLength(3)
  })

  it('tells why one did not start, and leaves nothing', async () => {
    let calls = 0
    const lambda = shop.lambda('panics-in-init', {
      start: 'eager',
      concurrency: 2,
      env: () => (++calls === 1 ? { TABLE_NAME: 'orders' } : {}),
    })
    const error = await failureOf(lambda.prepare())
    expect(error).toMatchObject({
      name: 'LambdaStartError',
      logs: expect.stringMatching(/^panic: missing TABLE_NAME\n/),
    })
    expect(lambda.environments.map(({ state }) => state)).toEqual(['idle', 'ended'])
    await lambda.stop()
    await expectNothingLeft(shop.cacheFolder)
    await expect(lambda.prepare()).rejects.toMatchObject({ name: 'LambdaStoppedError' })
  })

  it.each([
    [{}, [['idle', true]]],
    [{ start: 'lazy' }, []],
    [{ start: 'eager', concurrency: 2 }, Array(2).fill(['idle', true])],
  ] satisfies [GoLambdaOptions, unknown][])('startGoLambda with %j', async (options, expected) => {
    const { startGoLambda } = await import('../../src/harness/start-go-lambda.ts')
    const lambda = await startGoLambda(lambdaFolder('upper'), options)
    try {
      expect(lambda.environments.map(({ state, coldStart }) => [state, coldStart])).toEqual(expected)
      expect(await lambda.invoke('daniel')).toBe('DANIEL')
    } finally {
      await lambda.stop()
    }
  })
})
