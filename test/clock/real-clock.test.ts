import { afterEach, expect, it, vi } from 'vitest'
import { monotonicMs, realNow } from '../../src/clock/index.ts'

afterEach(() => {
  vi.useRealTimers()
})

const faked: NonNullable<Parameters<typeof vi.useFakeTimers>[0]> = {
  now: 0,
  toFake: ['Date', 'performance', 'hrtime', 'setTimeout', 'setInterval', 'setImmediate'],
}

it('tells the real time under fake timers', () => {
  const before = Date.now()
  vi.useFakeTimers(faked)
  expect(Date.now()).toBe(0)
  expect(realNow()).toBeGreaterThanOrEqual(before)
  expect(realNow() - before).toBeLessThan(10_000)
})

it('measures time that passes while fake timers stand still', () => {
  vi.useFakeTimers(faked)
  const [fakeStart, start] = [performance.now(), monotonicMs()]
  while (monotonicMs() - start < 2);
  expect(performance.now()).toBe(fakeStart)
})
