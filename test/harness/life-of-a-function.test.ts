import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '../environment/eventually.ts'
import { mask } from '../support/mask.ts'
import { failureOf } from './failure-of.ts'
import { expectNothingLeft } from './left-behind.ts'
import { workshop } from './workshop.ts'

interface Count {
  readonly count: number
  readonly pid: number
  readonly startedAt: string
}

const shop = workshop()
afterEach(() => shop.stopAll())

const counts = () => shop.lambda<unknown, Count>('counts')

/** Resolves when the function has begun to sleep. */
function sleeping(lambda: { readonly logs: string }): Promise<unknown> {
  return eventually(
    () => lambda.logs,
    (logs) => logs.includes('sleeping'),
    'the function',
  )
}

describe('a function', () => {
  it('is not started by being built, and starts at its first invocation', async () => {
    const lambda = counts()
    await lambda.prepare()
    expect([lambda.environments, lambda.pid, lambda.port, lambda.logs, lambda.lastInvocation]).toEqual([
      [],
      undefined,
      undefined,
      '',
      undefined,
    ])
    const { count, pid } = await lambda.invoke()
    expect(count).toBe(1)
    expect(lambda.pid).toBe(pid)
    expect(lambda.environments).toEqual([{ pid, port: lambda.port, state: 'idle', coldStart: false }])
  })

  it('is kept warm: its state stays from one invocation to the next', async () => {
    const lambda = counts()
    const all = [await lambda.invoke(), await lambda.invoke(), await lambda.invoke()]
    expect(all.map(({ count }) => count)).toEqual([1, 2, 3])
    expect(new Set(all.map(({ pid }) => pid)).size).toBe(1)
  })

  it('started ahead is cold still, and ping starts it too', async () => {
    const lambda = counts()
    await lambda.ping()
    const [environment] = lambda.environments
    expect(environment).toMatchObject({ state: 'idle', coldStart: true })
    await lambda.start()
    await lambda.ping()
    expect(lambda.environments).toEqual([environment])
    expect(await lambda.invokeDetailed()).toMatchObject({ coldStart: true, initDurationMs: expect.any(Number) })
    expect(await lambda.invokeDetailed()).toMatchObject({ coldStart: false })
  })

  it('shows its logs, those of the init phase too', async () => {
    const lambda = shop.lambda('speaks-slowly-at-start', { env: { INIT_MS: '1' } })
    const { logs } = await lambda.invokeDetailed()
    expect(logs).toBe('')
    expect(lambda.logs).toBe('loading the model for 1 ms\nmodel loaded\n')
  })

  it('with listeners of its own is found on the right one', async () => {
    const lambda = shop.lambda<unknown, { http: number; silent: number }>('opens-listeners')
    const { http, silent } = await lambda.invoke()
    expect([http, silent]).not.toContain(lambda.port)
  })

  it('that starts children leaves none of them', async () => {
    const lambda = shop.lambda<unknown, { children: { pid: number }[] }>('spawns-children')
    const { children } = await lambda.invoke({ how: ['group', 'setsid', 'reparented', 'lost'] })
    expect(children).toHaveLength(4)
    for (const { pid } of children) process.kill(pid, 0)
    await lambda.stop()
    await expectNothingLeft(shop.cacheFolder)
  })
})

describe('an invocation in detail', () => {
  it('has exactly what the function wrote meanwhile, in order', async () => {
    const lambda = shop.lambda('prints-lines')
    const first = await lambda.invokeDetailed({ lines: 4, label: 'first' })
    expect(first.logs).toBe('first 1 of 4\nfirst 2 of 4\nfirst 3 of 4\nfirst 4 of 4\n')
    const second = await lambda.invokeDetailed({ lines: 2, label: 'second', unfinished: true })
    expect(second.logs).toBe('second 1 of 2\nsecond 2 of 2')
    const third = await lambda.invokeDetailed({ lines: 0 })
    expect(third.logs).toBe('')
    expect(lambda.logs).toBe(first.logs + second.logs)
  })

  it('has all of 200 lines each time: no answer overtakes its own log', async () => {
    const lambda = shop.lambda<unknown, { bytes: number }>('prints-lines')
    for (let round = 0; round < 30; round++) {
      const { response, logs } = await lambda.invokeDetailed({ lines: 200, label: `round ${round}` })
      expect(Buffer.byteLength(logs)).toBe(response.bytes)
      expect(logs.startsWith(`round ${round} 1 of 200\n`)).toBe(true)
    }
  })

  it('does not take what was written between two invocations', async () => {
    const lambda = shop.lambda('writes-between')
    const first = await lambda.invokeDetailed({ afterMs: 500 })
    expect(first.logs).toBe('invocation 1\n')
    await eventually(
      () => lambda.logs,
      (logs) => logs.includes('written after'),
      'the goroutine',
    )
    expect((await lambda.invokeDetailed({ afterMs: 60_000 })).logs).toBe('invocation 2\n')
    expect(lambda.logs).toBe('invocation 1\nwritten after invocation 1\ninvocation 2\n')
  })

  it('has durations, billed by the whole millisecond; the init phase only at a cold start, and billed with it', async () => {
    const lambda = shop.lambda('heeds-deadline')
    const cold = await lambda.invokeDetailed({ workMs: 50 })
    expect(Object.keys(cold).sort()).toEqual([
      'billedDurationMs',
      'coldStart',
      'durationMs',
      'initDurationMs',
      'logs',
      ...(existsSync('/proc/self/status') ? ['maxMemoryUsedMb'] : []),
      'requestId',
      'response',
    ])
    expect(cold).toMatchObject({ response: 'done', coldStart: true, logs: '' })
    expect(cold.durationMs).toBeGreaterThanOrEqual(49)
    expect(cold.billedDurationMs).toBe(Math.ceil(cold.durationMs + (cold.initDurationMs ?? 0)))
    expect(cold.initDurationMs).toBeGreaterThan(0)
    const { response: _, maxMemoryUsedMb, ...rest } = await lambda.invokeDetailed({ workMs: 1 })
    expect(rest).toEqual({
      requestId: expect.any(String),
      logs: '',
      durationMs: expect.any(Number),
      billedDurationMs: Math.ceil(rest.durationMs),
      coldStart: false,
    })
    expect(lambda.lastInvocation).toEqual({ ...rest, ...(maxMemoryUsedMb !== undefined && { maxMemoryUsedMb }) })
  })
})

describe('invocations that overlap', () => {
  it('wait for one another: 50 at once get their own answers', async () => {
    const lambda = shop.lambda<unknown, { ID: number; overlapping: number }>('two-at-once')
    const ids = Array.from({ length: 50 }, (_, id) => id)
    const answers = await Promise.all(
      ids.map((id) => lambda.invokeRaw(Buffer.from(JSON.stringify({ id, maxSleepMs: 3, pad: 'x'.repeat(id * 20) })))),
    )
    const parsed = answers.map((answer) => JSON.parse(Buffer.from(answer).toString()))
    expect(parsed.map(({ id, pad }) => [id, pad.length])).toEqual(ids.map((id) => [id, id * 20]))
    expect(new Set(parsed.map(({ overlapping }) => overlapping))).toEqual(new Set([1]))
    expect(lambda.environments).toHaveLength(1)
  })

  it('are served in the order they came', async () => {
    const lambda = counts()
    const all = await Promise.all(Array.from({ length: 10 }, () => lambda.invoke()))
    expect(all.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})

describe('restart', () => {
  it('gives a new process and new global state', async () => {
    const lambda = counts()
    const before = await lambda.invoke()
    await lambda.invoke()
    await lambda.restart()
    const after = await lambda.invoke()
    expect(after.count).toBe(1)
    expect(after.pid).not.toBe(before.pid)
    expect(after.startedAt > before.startedAt).toBe(true)
  })

  it('waits for the invocation under way', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline')
    const underWay = lambda.invoke(300)
    await sleeping(lambda)
    const { pid } = lambda
    await lambda.restart()
    expect(await underWay).toBe(1)
    expect(await lambda.invoke(0)).toBe(1)
    expect(lambda.pid).not.toBe(pid)
  })

  it('before the first invocation changes nothing', async () => {
    const lambda = counts()
    await lambda.restart()
    expect((await lambda.invoke()).count).toBe(1)
  })
})

describe('stop', () => {
  it('ends the process, again and again; then calls are refused until start()', async () => {
    const lambda = counts()
    const { pid } = await lambda.invoke()
    await Promise.all([lambda.stop(), lambda.stop()])
    await lambda.stop()
    await expectNothingLeft(shop.cacheFolder)
    expect([lambda.environments, lambda.pid, lambda.port]).toEqual([[], undefined, undefined])
    for (const call of [() => lambda.invoke(), () => lambda.ping(), () => lambda.restart()]) {
      const error = await failureOf(call())
      expect(error).toMatchObject({ name: 'LambdaStoppedError', code: 'LAMBDA_STOPPED' })
      expect(mask(error.message)).toMatchInlineSnapshot(`
        "<root>/test/lambdas/counts has been stopped
          → call start() first, or invoke before the suite ends (await every invocation)"
      `)
    }
    await lambda.start()
    const again = await lambda.invoke()
    expect(again.count).toBe(1)
    expect(again.pid).not.toBe(pid)
  })

  it('leaves what the process wrote to be read, until it runs again', async () => {
    const lambda = shop.lambda('prints-lines')
    await lambda.invoke({ lines: 1, label: 'first life' })
    await lambda.stop()
    await lambda.stop()
    expect(lambda.logs).toBe('first life 1 of 1\n')
    await lambda.start()
    expect(lambda.logs).toBe('')
  })

  it('is over for each of its callers only when the process is', async () => {
    const lambda = shop.lambda('heeds-sigterm')
    await lambda.invoke()
    const { pid = 0 } = lambda
    const first = lambda.stop('SIGTERM')
    await eventually(
      () => lambda.logs,
      (logs) => logs.includes('SIGTERM'),
      'the handlers',
    )
    await lambda.stop()
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    await first
  })

  it('of one that never started does nothing', async () => {
    const lambda = counts()
    await lambda.stop()
    expect((await failureOf(lambda.invoke())).name).toBe('LambdaStoppedError')
  })

  it('does not wait for a build under way, and ends it', async () => {
    const go = `${shop.folder}/slow-go`
    const begun = `${shop.folder}/build-begun`
    writeFileSync(go, `#!/bin/sh\ncase $1 in build) : > ${begun}; exec sleep 300;; esac\nexec go "$@"\n`, {
      mode: 0o755,
    })
    process.env['USE_GO_LAMBDA_GO'] = go
    try {
      const lambda = counts()
      const call = failureOf(lambda.invoke())
      await eventually(
        () => existsSync(begun),
        (is) => is,
        'the build',
      )
      await lambda.stop()
      expect((await call).name).toBe('LambdaStoppedError')
      delete process.env['USE_GO_LAMBDA_GO']
      await lambda.start()
      expect((await lambda.invoke()).count).toBe(1)
    } finally {
      delete process.env['USE_GO_LAMBDA_GO']
    }
  }, 30_000)

  it('rejects the invocation under way and those who wait', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline')
    const calls = [failureOf(lambda.invoke(60_000)), failureOf(lambda.invoke(0))]
    await sleeping(lambda)
    await lambda.stop()
    expect((await Promise.all(calls)).map(({ name }) => name)).toEqual(['LambdaStoppedError', 'LambdaStoppedError'])
  })

  it("with SIGTERM lets the function's handlers end, and ends it in any case", async () => {
    const mark = `${shop.folder}/mark`
    const lambda = shop.lambda('heeds-sigterm', { env: { MARK_FILE: mark } })
    await lambda.invoke()
    await lambda.invoke()
    await lambda.stop('SIGTERM')
    expect(lambda.logs).toMatch(/\nSIGTERM: wrote 2 orders\n$/) // before it, aws-lambda-go's word on extensions
    expect(readFileSync(mark, 'utf8')).toBe('SIGTERM: wrote 2 orders\n')
    await expectNothingLeft(shop.cacheFolder)

    const atOnce = shop.lambda('heeds-sigterm', { env: { MARK_FILE: `${mark}-2` } })
    await atOnce.invoke()
    await atOnce.stop()
    expect(existsSync(`${mark}-2`)).toBe(false)

    const deaf = shop.lambda('ignores-sigterm')
    await deaf.invoke()
    await deaf.stop('SIGTERM')
    await expectNothingLeft(shop.cacheFolder)
  })

  it('is what disposing does', async () => {
    const lambda = counts()
    await lambda.invoke()
    await lambda[Symbol.asyncDispose]()
    await expectNothingLeft(shop.cacheFolder)
    expect((await failureOf(lambda.invoke())).name).toBe('LambdaStoppedError')
  })
})

describe('an AbortSignal', () => {
  it('kills the environment; the call rejects with its reason, and the next works', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline', { timeoutMs: 60_000 })
    expect(await lambda.invoke(0)).toBe(1)
    const { pid } = lambda
    const controller = new AbortController()
    const call = failureOf(lambda.invoke(50_000, { signal: controller.signal }))
    await eventually(
      () => lambda.logs,
      (logs) => logs.includes('sleeping for 50000'),
      'the function',
    )
    controller.abort(new Error('enough'))
    expect((await call).message).toBe('enough')
    expect(await lambda.invoke(0)).toBe(1)
    expect(lambda.pid).not.toBe(pid)
  })

  it('that is aborted already starts nothing', async () => {
    const lambda = counts()
    expect((await failureOf(lambda.invoke({}, { signal: AbortSignal.abort(new Error('no')) }))).message).toBe('no')
    expect(lambda.environments).toEqual([])
  })

  it('of one who waits leaves the one at work in peace', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline')
    const atWork = lambda.invoke(300)
    await sleeping(lambda)
    const controller = new AbortController()
    const waiting = failureOf(lambda.invoke(0, { signal: controller.signal }))
    controller.abort(new Error('no more'))
    expect((await waiting).message).toBe('no more')
    expect(await atWork).toBe(1)
    expect(await lambda.invoke(0)).toBe(2)
  })
})
