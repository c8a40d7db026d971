import { afterEach, expect, it, vi } from 'vitest'
import type { LambdaTimeoutError } from '../../src/lambda/index.ts'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

const shop = workshop()

afterEach(async () => {
  vi.useRealTimers()
  await shop.stopAll()
})

const everything = { toFake: ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'performance', 'hrtime'] as const }

it('with fake timers a function is built, started, invoked and stopped all the same', async () => {
  vi.useFakeTimers({ now: 0, toFake: [...everything.toFake] })
  const lambda = shop.lambda<number, number>('ignores-deadline')
  const { response, durationMs, initDurationMs } = await lambda.invokeDetailed(100)
  expect(response).toBe(1)
  expect(durationMs).toBeGreaterThanOrEqual(99)
  expect(initDurationMs).toBeGreaterThan(0)
  await lambda.restart()
  expect(await lambda.invoke(0)).toBe(1)
  await lambda.stop('SIGTERM')
})

it('with fake timers a deadline is real', async () => {
  vi.useFakeTimers({ now: 0, toFake: [...everything.toFake] })
  const lambda = shop.lambda<number, number>('ignores-deadline', { timeoutMs: 500 })
  const error = await failureOf<LambdaTimeoutError>(lambda.invoke(60_000))
  expect(error.name).toBe('LambdaTimeoutError')
  const context = shop.lambda<unknown, { deadline: { remainingMs: number } }>('echo-context', { timeoutMs: 5_000 })
  const { deadline } = await context.invoke()
  expect(deadline.remainingMs).toBeGreaterThan(2_000)
  expect(deadline.remainingMs).toBeLessThanOrEqual(5_000)
})
