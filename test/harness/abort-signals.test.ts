import { afterEach, beforeEach, expect, it } from 'vitest'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

const shop = workshop()
const { throwIfAborted } = AbortSignal.prototype

beforeEach(() => {
  Reflect.deleteProperty(AbortSignal.prototype, 'throwIfAborted')
})
afterEach(async () => {
  AbortSignal.prototype.throwIfAborted = throwIfAborted
  await shop.stopAll()
})

it("with the AbortSignal of Jest 29's jsdom, which has no throwIfAborted(), a function is built, started, invoked and called off", async () => {
  const lambda = shop.lambda<number, number>('ignores-deadline')
  expect(await lambda.invoke(0)).toBe(1)
  await lambda.restart()
  const calling = new AbortController()
  const invocation = failureOf(lambda.invoke(60_000, { signal: calling.signal }))
  calling.abort(new Error('no longer needed'))
  expect((await invocation).message).toBe('no longer needed')
  expect(await lambda.invoke(0)).toBe(1)
})
